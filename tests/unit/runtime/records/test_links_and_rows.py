"""Links lead to records one may see and use; rows belong to their record alone."""

from __future__ import annotations

from dougong.platform.problems import Invalid
from dougong.runtime import records
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import GOOD, nothing_changes, paths


def test_a_link_to_a_record_that_is_void_leads_nowhere(desk: Desk) -> None:
    item = desk.create("bela", "item", {"code": "GONE", "unit": "pcs"})
    with desk.service() as tx:
        records.void(tx, "item", item.id, "lost", trusted=True)
    with nothing_changes(desk, Invalid) as caught:
        desk.create("clara", "case", {**GOOD, "item": item.id})
    assert paths(caught) == {"item": "unknown_record"}


def test_a_link_to_what_one_may_not_see_leads_nowhere(desk: Desk) -> None:
    hidden = desk.create("bela", "item", {"code": "OFF", "unit": "pcs", "active": False})
    for named in (hidden.id, {"code": "OFF"}):
        with nothing_changes(desk, Invalid) as caught:
            desk.create("june", "case", {**GOOD, "item": named})
        assert paths(caught) == {"item": "unknown_record"}


def test_a_link_that_was_good_stays_good(desk: Desk) -> None:
    """An item taken out of use does not spoil the records that name it already."""
    item = desk.create("bela", "item", {"code": "ON", "unit": "pcs"})
    case = desk.create("clara", "case", {**GOOD, "item": item.id})
    desk.change("bela", "item", item.id, {"active": False})
    assert desk.change("clara", "case", case.id, {"n": 5}).values["n"] == 5


def test_rows_of_another_record_are_not_taken(desk: Desk) -> None:
    mine = desk.create("clara", "case", {**GOOD, "lines": [{"label": "mine"}]})
    other = desk.create("clara", "case", {**GOOD, "lines": [{"label": "theirs"}]})
    theirs = other.values["lines"][0]["id"]
    with nothing_changes(desk, Invalid) as caught:
        desk.change("clara", "case", mine.id, {"lines": [{"id": theirs, "label": "stolen"}]})
    assert paths(caught) == {"lines.0.id": "unknown_row"}
    assert desk.record("case", other.id) == other


def test_the_same_row_cannot_stand_twice(desk: Desk) -> None:
    case = desk.create("clara", "case", {**GOOD, "lines": [{"label": "a"}]})
    row = {"id": case.values["lines"][0]["id"], "label": "a"}
    with nothing_changes(desk, Invalid) as caught:
        desk.change("clara", "case", case.id, {"lines": [row, row]})
    assert paths(caught) == {"lines.1.id": "unknown_row"}


def test_rows_that_are_given_stay(desk: Desk) -> None:
    """Where rows are fixed, people fill them in: they neither add one nor leave one out."""
    rows = small.field("rows", "lines", fixed=True, fields=[small.field("label", "text")])
    right = {"form": "form:sheet", "verbs": ["read", "change"]}
    with desk.looking() as tx:
        clerk = tx.library.get("role:clerk")
    desk.publish(
        small.definition("form", "sheet", fields=[rows]),
        small.definition("role", "clerk", rights=[*clerk.body["rights"], right]),
    )
    with desk.service() as tx:
        made = records.make(tx, "sheet", {"rows": [{"label": "a"}, {"label": "b"}]})
    first = made.values["rows"][0]["id"]
    with nothing_changes(desk, Invalid) as caught:
        desk.change("clara", "sheet", made.id, {"rows": [{"label": "c"}]})
    assert paths(caught) == {"rows": "fixed_rows"}
    changed = desk.change("clara", "sheet", made.id, {"rows": [{"id": first, "label": "z"}]})
    assert [row["label"] for row in changed.values["rows"]] == ["z", "b"]
    emptied = desk.change("clara", "sheet", made.id, {"rows": []})
    assert len(emptied.values["rows"]) == 2
