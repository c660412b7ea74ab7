"""Adding and subtracting working hours by a calendar definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST = 3660  # days looked ahead: a calendar that never works must not loop for ever


def add_hours(calendar: Mapping[str, Any], start: datetime, hours: float) -> datetime:
    """The instant at which `hours` of working time have passed since `start` (both UTC).

    `calendar` is a calendar's body: week, closed days, days worked in spite of the week. Raises
    ValueError when it holds no working time within ten years.
    """
    left = timedelta(hours=hours)
    for begin, end in _spans(calendar, start):
        free = end - max(begin, start)
        if free >= left:
            return max(begin, start) + left
        left -= free
    raise ValueError("the calendar holds too little working time")


def add_days(calendar: Mapping[str, Any], start: datetime, days: int) -> datetime:
    """The same time of day, `days` working days after `start` (both UTC).

    Raises ValueError when the calendar holds too few working days within ten years.
    """
    zone = ZoneInfo(calendar["timezone"])
    local = start.astimezone(zone)
    for ahead in range(1, _LONGEST):
        day = local.date() + timedelta(days=ahead)
        days -= bool(_hours(calendar, day))
        if days == 0:
            return datetime.combine(day, local.time(), zone).astimezone(UTC)
    raise ValueError("the calendar holds too little working time")


def subtract_hours(calendar: Mapping[str, Any], end: datetime, hours: float) -> datetime:
    """The instant from which `hours` of working time pass until `end` (both UTC); with none of them
    the last working moment up to `end`.

    Raises ValueError when the calendar holds too little working time within ten years.
    """
    left = timedelta(hours=hours)
    for begin, close in _spans_before(calendar, end):
        free = min(close, end) - begin
        if free >= left:
            return min(close, end) - left
        left -= free
    raise ValueError("the calendar holds too little working time")


def _spans(calendar: Mapping[str, Any], start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Spans of working time in UTC that end after `start`, in order."""
    day = start.astimezone(ZoneInfo(calendar["timezone"])).date() - timedelta(days=1)
    for ahead in range(_LONGEST):
        for opening, closing in _spans_of(calendar, day + timedelta(days=ahead)):
            if closing > start:
                yield opening, closing


def _spans_before(
    calendar: Mapping[str, Any], end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Spans of working time in UTC that begin before `end`, the latest first."""
    day = end.astimezone(ZoneInfo(calendar["timezone"])).date() + timedelta(days=1)
    for back in range(_LONGEST):
        for opening, closing in reversed(_spans_of(calendar, day - timedelta(days=back))):
            if opening < end:
                yield opening, closing


def _spans_of(calendar: Mapping[str, Any], day: date) -> list[tuple[datetime, datetime]]:
    """Spans of one day, in UTC, in order."""
    zone = ZoneInfo(calendar["timezone"])
    found = [
        (_instant(day, begin, zone), _instant(day, end, zone))
        for begin, end in sorted(_hours(calendar, day))
    ]
    return [(opening, closing) for opening, closing in found if closing > opening]


def _hours(calendar: Mapping[str, Any], day: date) -> list[tuple[str, str]]:
    if day.isoformat() in calendar.get("closed", ()):
        return []
    name = _DAYS[day.weekday()]
    found = [(one["from"], one["to"]) for one in calendar["week"] if name in one["days"]]
    if not found and day.isoformat() in calendar.get("open", ()):
        return [(calendar["week"][0]["from"], calendar["week"][0]["to"])]
    return found


def _instant(day: date, clock: str, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        return _instant(day + timedelta(days=1), "00:00", zone)
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)
