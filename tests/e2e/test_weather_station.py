"""Readings in the pack of a weather station: kept, checked, told, copied, on both databases."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dougong.platform import publishing
from dougong.platform.identity import create_user
from dougong.platform.problems import Invalid
from dougong.platform.storage import Record, Storage, to_wire
from dougong.platform.storage.query import Query, page
from dougong.runtime.pages.views.change_lines import ChangeLines
from dougong.runtime.pages.views.columns import Columns
from dougong.runtime.pages.views.happenings import days
from dougong.runtime.records import make, stored
from dougong.runtime.showing import Shower, form_view
from dougong.runtime.timeline import joined, timeline
from tests.unit.runtime.desk import Clock, Desk

PACK = Path(__file__).parents[1] / "packs" / "weather"
WIND = {
    "name": "风速",
    "sort": "measured",
    "n": 4,
    "places": 1,
    "lower": "8",
    "upper": "15",
    "unit": "m/s",
}
RAIN = {"name": "雨量桶", "sort": "marked", "n": 2}
CLOUD = {"name": "云量", "sort": "counted", "ac": 1}


@pytest.fixture
def station(storage: Storage) -> Desk:
    clock = Clock()
    storage.clock = clock
    desk = Desk(storage, clock)
    with desk.service() as tx:
        publishing.install(tx, PACK)
        create_user(tx, "olga", "Olga", None, ["observer"], language="en")
    return desk


def round_of(desk: Desk, *items: dict[str, Any], **more: Any) -> Record:
    return desk.create("olga", "round", {"station": "A", "items": list(items), **more}, "begin")


def with_values(record: Record, *values: Any) -> dict[str, Any]:
    """What a person sends to fill in the readings of the first rows."""
    pairs = zip(record.values["items"], values, strict=False)
    return {"items": [{"id": row["id"], "values": one} for row, one in pairs]}


def test_readings_are_counted_compared_and_kept(station: Desk) -> None:
    made = round_of(station, WIND, RAIN, CLOUD)
    sent = with_values(made, ["9.40", "8", "7.9", "15"], ["ok", "ng"], None)
    sent["items"][2]["seen"] = 1
    done = station.change("olga", "round", made.id, sent)
    wind, rain, cloud = done.values["items"]
    assert wind["values"] == (Decimal("9.4"), Decimal(8), Decimal("7.9"), Decimal(15))
    assert (wind["outside"], wind["mean"], wind["result"]) == (1, Decimal("10.075"), "bad")
    assert (rain["outside"], rain["result"]) == (1, "bad")
    assert (cloud["outside"], cloud["result"], done.values["proposal"]) == (1, "good", "bad")
    stored = station.record("round", made.id)
    assert stored.values == done.values
    with station.looking() as tx:
        wire = to_wire(tx.library, stored)
    assert wire["items"][0]["values"] == ["9.4", "8", "7.9", "15"]


def test_what_is_wrong_names_the_piece(station: Desk) -> None:
    made = round_of(station, WIND, RAIN)
    cases: list[tuple[list[Any], str, str]] = [
        ([["9", "x"]], "items.0.values.1", "type"),
        ([["9", "9", "9", "9", "9"]], "items.0.values.4", "too_many"),
        ([["ok"]], "items.0.values.0", "type"),
        ([["9"], ["ok", "9"]], "items.1.values.1", "type"),
        ([["9", "1.1234567"]], "items.0.values.1", "places"),
        (["9 9"], "items.0.values", "type"),
    ]
    for values, path, code in cases:
        with pytest.raises(Invalid) as caught:
            station.change("olga", "round", made.id, with_values(made, *values))
        assert [(one.path, one.code) for one in caught.value.fields] == [(path, code)]
    assert station.record("round", made.id).values == made.values


def test_fewer_pieces_do_not_lose_what_was_measured(station: Desk) -> None:
    made = round_of(station, WIND)
    done = station.change("olga", "round", made.id, with_values(made, ["9", "na", None, "9"]))
    row = done.values["items"][0]
    fewer = {"items": [{"id": row["id"], "n": 3}]}
    kept = station.change("olga", "round", made.id, fewer).values["items"][0]["values"]
    assert kept == (Decimal(9), "na", None, Decimal(9))


def test_the_timeline_and_the_list_tell_readings_in_short(station: Desk) -> None:
    made = round_of(station, WIND)
    station.change("olga", "round", made.id, with_values(made, ["9", "9.5"]))
    station.change(
        "olga", "round", made.id, {**with_values(made, ["9", "8.5", "9"]), "spot": ["21.5", "22"]}
    )
    with station.looking("olga") as tx:
        told = days(tx, tx.library.form("round"), timeline(tx, "round", made.id))
        lines = [line for day in told for one in day.entries for line in one.lines]
        words = [(one.word, one.before, one.after) for one in lines if "Readings" in one.word]
        assert words == [
            ("Elements 1 · Readings", "#2 9.5", "#2 8.5"),
            ("Elements 1 · Readings", "—", "2 readings · mean 9.25"),
        ]
        columns = Columns(tx, tx.library.form("round"), ["spot"], Shower(tx))
        (cell,) = columns.cells(station.record("round", made.id))
        assert cell.value.text == "2 readings · mean 21.75"


def test_lists_can_ask_whether_there_are_any_but_not_sort_by_them(station: Desk) -> None:
    one = round_of(station, spot=["20"])
    round_of(station)
    with station.looking("olga") as tx:
        found = page(tx, Query("round", filter="spot != empty"))
        assert [record.id for record in found.records] == [one.id]
        for asked in (
            Query("round", sort=("spot",)),
            Query("round", filter="readings_count(spot) > 0"),
        ):
            with pytest.raises(Invalid):
                page(tx, asked)


def test_what_makes_records_copies_readings(station: Desk) -> None:
    one = round_of(station, spot=["20", None, "na"])
    with station.service() as tx:
        copy = make(tx, "round", {"station": "B", "spot": one.values["spot"]})
    assert station.record("round", copy.id).values["spot"] == (Decimal(20), None, "na")


def test_a_reading_looks_the_same_to_the_page_and_on_the_record(station: Desk) -> None:
    """The limit itself is close to it, not beyond; nothing is rounded."""
    made = round_of(station, WIND | {"n": 8})
    values = ["8", "7.999999", "8.7", "8.700001", "15", "15.000001", "14.3", "na"]
    station.change("olga", "round", made.id, with_values(made, values))
    with station.looking("olga") as tx:
        (row,) = form_view(stored(tx, "round", made.id)).fields["items"].rows
    field = row.by_id["values"]
    assert field.value.text == "7/8 · mean 11.1"
    looks = ["near", "beyond", "near", "", "near", "beyond", "near", ""]
    assert field.readings == tuple(
        (text, look)
        for text, look in zip(
            ["8.0", "7.999999", "8.7", "8.700001", "15.0", "15.000001", "14.3", "NA"],
            looks,
            strict=True,
        )
    )


def test_what_was_kept_bit_by_bit_is_told_once(station: Desk) -> None:
    made = round_of(station, WIND)
    for n in range(1, 4):
        station.change("olga", "round", made.id, with_values(made, ["9"] * n))
        station.clock.forward(minutes=2)
    station.change("olga", "round", made.id, {"remark": "windy"})
    station.clock.forward(minutes=45)
    station.change("olga", "round", made.id, with_values(made, ["9"] * 4))
    with station.looking("olga") as tx:
        form = tx.library.form("round")
        found = joined(form, timeline(tx, "round", made.id))
        lines = [ChangeLines(tx, form).lines(one) for one in found]
    told = [[f"{line.word}: {line.before} → {line.after}" for line in one] for one in lines]
    assert told[0][0] == "Elements 1 · Readings: 3 readings · mean 9 → 4 readings · mean 9"
    assert "Elements 1 · Readings: — → 3 readings · mean 9" in told[1]
    assert "Remark: — → windy" in told[1]
    assert [one.name for one in found] == ["changed", "changed", "begun", "created"]
