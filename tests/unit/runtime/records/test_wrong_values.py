"""Wrong values: each is named by its field with a code, and nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.problems import Invalid
from dougong.platform.storage import new_id
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import GOOD, nothing_changes, paths

# What is sent besides a good title, the field that is named, the code.
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"title": None}, "title", "required"),
    ({"title": "   "}, "title", "required"),
    ({"title": 5}, "title", "type"),
    ({"title": ["a"]}, "title", "type"),
    ({"title": "x" * 21}, "title", "too_long"),
    ({"title": "a\x00b"}, "title", "characters"),
    ({"title": "a\nb"}, "title", "characters"),
    ({"unheard_of": 1}, "unheard_of", "unknown_field"),
    ({"state": "done"}, "state", "unknown_field"),
    ({"number": "C-1"}, "number", "unknown_field"),
    ({"change_no": 7}, "change_no", "unknown_field"),
    ({"secret": "mine"}, "secret", "unknown_field"),
    ({"sealed": "broken"}, "sealed", "read_only"),
    ({"stamp": "mine"}, "stamp", "read_only"),
    ({"double": 9}, "double", "read_only"),
    ({"level": "many"}, "level", "type"),
    ({"level": 2.5}, "level", "type"),
    ({"level": True}, "level", "type"),
    ({"level": -1}, "level", "min"),
    ({"level": 10}, "level", "max"),
    ({"qty": {"value": "-1", "unit": "pcs"}}, "qty", "min"),
    ({"qty": {"value": "NaN", "unit": "pcs"}}, "qty", "type"),
    ({"qty": {"value": "Infinity"}}, "qty", "type"),
    ({"qty": {"value": "1", "unit": "pcs", "more": 1}}, "qty", "type"),
    ({"qty": {"value": "1", "unit": "kg"}}, "qty", "unit"),
    ({"qty": {"value": "9" * 30}}, "qty", "range"),
    ({"qty": "1", "taken": "2"}, "taken", "check"),
    ({"item": "nowhere"}, "item", "unknown_record"),
    ({"item": {"code": "nowhere"}}, "item", "unknown_record"),
    ({"item": {"unit": "pcs"}}, "item", "unknown_record"),
    ({"item": {"code": "OFF"}}, "item", "filter"),
    ({"item": 5}, "item", "type"),
    ({"item": {"a": 1, "b": 2}}, "item", "type"),
    ({"item": "x" * 37}, "item", "type"),
    ({"keeper": "nobody"}, "keeper", "unknown_record"),
    ({"kind": "c"}, "kind", "option"),
    ({"kind": "old"}, "kind", "option"),
    ({"day": "2026-13-01"}, "day", "type"),
    ({"moment": "yesterday"}, "moment", "type"),
    ({"flag": "yes"}, "flag", "type"),
    ({"ratio": "0.1234567"}, "ratio", "places"),
    ({"price": {"amount": "1", "currency": "yuan"}}, "price", "currency"),
    ({"flag": True, "level": 8}, "remark", "required"),
    ({"lines": {}}, "lines", "type"),
    ({"lines": [1]}, "lines", "type"),
    ({"lines": [{"size": 1}]}, "lines.0.label", "required"),
    ({"lines": [{"label": "a"}, {"label": "b", "size": 0}]}, "lines.1.size", "min"),
    ({"lines": [{"label": "a", "colour": "red"}]}, "lines.0.colour", "unknown_field"),
    ({"lines": [{"label": "a", "twice": 9}]}, "lines.0.twice", "read_only"),
    ({"lines": [{"label": "a", "item": new_id()}]}, "lines.0.item", "unknown_record"),
    ({"lines": [{"label": "a", "id": new_id()}]}, "lines.0.id", "unknown_row"),
    ({"lines": [{"label": "a"}] * 501}, "lines", "too_long"),
]


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    desk.create("bela", "item", {"code": "ON", "unit": "pcs"})
    desk.create("bela", "item", {"code": "OFF", "unit": "pcs", "active": False})
    return desk


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    needs_item = "qty" in values and "item" not in values
    return {**GOOD, **({"item": {"code": "ON"}} if needs_item else {}), **values}


def test_every_wrong_value_is_named_and_nothing_is_created(stocked: Desk) -> None:
    before = stocked.counts()
    for values, field, code in WRONG:
        with pytest.raises(Invalid, match=field) as caught:
            stocked.create("clara", "case", _whole(values))
        assert paths(caught) == {field: code}, values
        assert stocked.counts() == before, values


def test_every_wrong_value_is_named_and_nothing_is_changed(stocked: Desk) -> None:
    case = stocked.create("clara", "case", GOOD)
    before = stocked.counts()
    for values, field, code in WRONG:
        with pytest.raises(Invalid, match=field) as caught:
            stocked.change("clara", "case", case.id, _whole(values))
        assert paths(caught) == {field: code}, values
    assert stocked.counts() == before
    assert stocked.record("case", case.id) == case


def test_all_that_is_wrong_is_told_at_once(lite: Desk) -> None:
    with nothing_changes(lite, Invalid) as caught:
        lite.create("clara", "case", {"level": 10, "kind": "c", "stamp": "x", "foo": 1})
    assert paths(caught) == {
        "level": "max", "kind": "option", "stamp": "read_only", "foo": "unknown_field",
        "title": "required",
    }  # fmt: skip


def test_a_duplicate_names_the_field(desk: Desk) -> None:
    desk.create("bela", "item", {"code": "ON", "unit": "pcs"})
    with nothing_changes(desk, Invalid) as caught:
        desk.create("bela", "item", {"code": "ON", "unit": "kg"})
    assert paths(caught) == {"code": "unique"}


def test_read_only_values_may_be_sent_back_as_they_are(desk: Desk) -> None:
    case = desk.create("clara", "case", {**GOOD, "level": 2, "lines": [{"label": "a"}]})
    row = case.values["lines"][0]
    sent = {"double": 4, "stamp": None, "lines": [{"id": row["id"], "label": "b", "twice": 2}]}
    changed = desk.change("clara", "case", case.id, sent)
    assert [one["label"] for one in changed.values["lines"]] == ["b"]
    assert changed.values["lines"][0]["id"] == row["id"]
