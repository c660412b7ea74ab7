"""Working hours: weekends, holidays, days worked in spite of the week, clocks that change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dougong.runtime.calendars import add_hours, subtract_hours

OFFICE: dict[str, Any] = {
    "timezone": "Asia/Shanghai",
    "week": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00"}],
}


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-24T09:00", 4, "2026-11-24T13:00"),
        ("2026-11-24T06:00", 1, "2026-11-24T09:00"),  # before work begins
        ("2026-11-24T13:00", 4, "2026-11-24T17:00"),  # to the very end of the day
        ("2026-11-24T13:00", 4.5, "2026-11-25T08:30"),
        ("2026-11-24T17:00", 1, "2026-11-25T09:00"),
        ("2026-11-24T22:00", 1, "2026-11-25T09:00"),
        ("2026-11-27T16:00", 2, "2026-11-30T09:00"),  # Friday, Monday
        ("2026-11-28T12:00", 9, "2026-11-30T17:00"),  # begun on a Saturday
        ("2026-11-24T08:00", 45, "2026-11-30T17:00"),  # a whole week
    ],
)
def test_hours_of_an_office(start: str, hours: float, end: str) -> None:
    assert add_hours(OFFICE, at(start), hours) == at(end)


def test_closed_days_and_days_worked_in_their_place() -> None:
    """Spring festival: closed for two days, the Saturday before is worked."""
    calendar = {**OFFICE, "closed": ["2026-02-16", "2026-02-17"], "open": ["2026-02-14"]}
    assert add_hours(calendar, at("2026-02-13T16:00"), 3) == at("2026-02-14T10:00")
    assert add_hours(calendar, at("2026-02-14T16:00"), 3) == at("2026-02-18T10:00")


def test_a_closed_day_is_closed_even_if_it_is_named_open() -> None:
    calendar = {**OFFICE, "closed": ["2026-02-14"], "open": ["2026-02-14"]}
    assert add_hours(calendar, at("2026-02-13T16:00"), 2) == at("2026-02-16T09:00")


def test_breaks_and_shifts() -> None:
    shifts = {"timezone": "Asia/Shanghai", "week": [
        {"days": ["tue"], "from": "13:00", "to": "17:00"},
        {"days": ["tue"], "from": "08:00", "to": "12:00"}]}  # fmt: skip
    assert add_hours(shifts, at("2026-11-24T11:00"), 2) == at("2026-11-24T14:00")
    assert add_hours(shifts, at("2026-11-24T16:00"), 2) == at("2026-12-01T09:00")


def test_work_to_midnight_and_round_the_clock() -> None:
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    late = {"timezone": "Asia/Shanghai", "week": [{"days": days, "from": "16:00", "to": "24:00"}]}
    assert add_hours(late, at("2026-11-24T23:00"), 2) == at("2026-11-25T17:00")
    always = {"timezone": "Asia/Shanghai", "week": [{"days": days, "from": "00:00", "to": "24:00"}]}
    start = at("2026-11-24T23:17")
    assert add_hours(always, start, 100) == start + timedelta(hours=100)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        # In the night to 29 March one hour is missing, in that to 25 October one is there twice.
        ("2026-03-28T22:00", 4, "2026-03-29T03:00"),
        ("2026-10-24T22:00", 4, "2026-10-25T01:00"),
    ],
)
def test_hours_that_are_missing_or_there_twice(start: str, hours: float, end: str) -> None:
    """Hours are hours that pass, whatever the clock on the wall does."""
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    night = {"timezone": "Europe/Berlin", "week": [{"days": days, "from": "00:00", "to": "24:00"}]}
    begun = at(start, "Europe/Berlin")
    found = add_hours(night, begun, hours)
    assert found == begun + timedelta(hours=4)
    local = found.astimezone(ZoneInfo("Europe/Berlin"))
    assert local.replace(tzinfo=None) >= datetime.fromisoformat(end)


def test_an_office_keeps_its_hours_when_the_clock_changes() -> None:
    berlin = {**OFFICE, "timezone": "Europe/Berlin"}
    friday = at("2026-03-27T16:00", "Europe/Berlin")
    assert add_hours(berlin, friday, 2) == at("2026-03-30T09:00", "Europe/Berlin")
    assert add_hours(berlin, friday, 2) - friday == timedelta(days=2, hours=16)


def test_a_calendar_that_never_works_is_an_error() -> None:
    with pytest.raises(ValueError, match="too little"):
        add_hours({**OFFICE, "week": []}, at("2026-11-24T09:00"), 1)


@pytest.mark.parametrize(
    ("end", "hours", "start"),
    [
        ("2026-11-24T13:00", 4, "2026-11-24T09:00"),
        ("2026-11-24T17:00", 9, "2026-11-24T08:00"),  # to the very beginning of the day
        ("2026-11-25T08:30", 4.5, "2026-11-24T13:00"),
        ("2026-11-25T09:00", 1, "2026-11-25T08:00"),
        ("2026-11-24T22:00", 1, "2026-11-24T16:00"),  # after work is over
        ("2026-11-30T09:00", 2, "2026-11-27T16:00"),  # Monday, Friday
        ("2026-11-29T12:00", 9, "2026-11-27T08:00"),  # from a Sunday
        ("2026-11-30T17:00", 45, "2026-11-24T08:00"),  # a whole week
        ("2026-11-30T00:00", 0, "2026-11-27T17:00"),  # the last working moment before
    ],
)
def test_hours_of_an_office_back_from_a_deadline(end: str, hours: float, start: str) -> None:
    assert subtract_hours(OFFICE, at(end), hours) == at(start)


def test_back_over_closed_days_and_days_worked_in_their_place() -> None:
    calendar = {**OFFICE, "closed": ["2026-02-16", "2026-02-17"], "open": ["2026-02-14"]}
    assert subtract_hours(calendar, at("2026-02-18T10:00"), 3) == at("2026-02-14T16:00")
    assert subtract_hours(calendar, at("2026-02-14T10:00"), 3) == at("2026-02-13T16:00")


def test_back_over_breaks_and_clocks_that_change() -> None:
    shifts = {"timezone": "Europe/Berlin", "week": [
        {"days": ["sat", "sun", "mon"], "from": "13:00", "to": "24:00"},
        {"days": ["sat", "sun", "mon"], "from": "00:00", "to": "12:00"}]}  # fmt: skip
    assert subtract_hours(shifts, at("2026-03-29T14:00", "Europe/Berlin"), 2) == at(
        "2026-03-29T11:00", "Europe/Berlin"
    )
    # The night in which an hour is left out: 24:00 to 04:00 are three hours.
    assert subtract_hours(shifts, at("2026-03-29T04:00", "Europe/Berlin"), 4) == at(
        "2026-03-28T23:00", "Europe/Berlin"
    )


@pytest.mark.parametrize("hours", [0.25, 3, 8.5, 9, 40, 123.75])
@pytest.mark.parametrize("start", ["2026-02-13T08:00", "2026-02-13T11:20", "2026-02-18T16:59"])
def test_there_and_back_is_where_one_was(start: str, hours: float) -> None:
    calendar = {**OFFICE, "closed": ["2026-02-16", "2026-02-17"], "open": ["2026-02-14"]}
    assert subtract_hours(calendar, add_hours(calendar, at(start), hours), hours) == at(start)


def test_a_calendar_without_work_has_no_time_before_either() -> None:
    with pytest.raises(ValueError, match="too little"):
        subtract_hours({**OFFICE, "week": []}, at("2026-02-13T16:00"), 1)
