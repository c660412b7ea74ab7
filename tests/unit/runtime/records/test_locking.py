"""Fields that are closed under a condition: nobody changes them by any way, rules and flows do."""

from __future__ import annotations

import copy

from dougong.platform.definitions import Definition
from dougong.platform.problems import Invalid
from dougong.runtime import records
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import GOOD, nothing_changes, paths

LINES = [{"label": "a", "size": 2}, {"label": "fixed", "size": 3}]


def closing(desk: Desk) -> None:
    """From level 4 on `n` is closed; so is the size of rows called “fixed”."""
    body = copy.deepcopy(dict(small.CASE.body))
    for one in body["fields"]:
        if one["id"] == "n":
            one["read_only_if"] = "level >= 4"
        if one["id"] == "lines":
            one["fields"][1]["read_only_if"] = "label == 'fixed' or parent.double >= 16"
    desk.publish(Definition.of(body))


def test_a_closed_field_is_refused_beside_it(desk: Desk) -> None:
    closing(desk)
    case = desk.create("clara", "case", {**GOOD, "level": 3, "n": 5})
    desk.change("clara", "case", case.id, {"n": 6})
    with nothing_changes(desk, Invalid) as caught:
        desk.change("clara", "case", case.id, {"level": 4, "n": 7})
    assert paths(caught) == {"n": "read_only"}
    # What stands there already may be sent along; so may what the field starts as.
    changed = desk.change("clara", "case", case.id, {"level": 4, "n": 6, "title": "two"})
    assert (changed.values["level"], changed.values["n"]) == (4, 6)
    assert desk.create("clara", "case", {**GOOD, "level": 5, "n": 0}).values["n"] == 0
    with nothing_changes(desk, Invalid) as caught:
        desk.create("clara", "case", {**GOOD, "level": 5, "n": 1})
    assert paths(caught) == {"n": "read_only"}


def test_each_row_is_asked_by_itself(desk: Desk) -> None:
    closing(desk)
    case = desk.create("clara", "case", {**GOOD, "lines": [LINES[0]]})
    first = {"id": case.values["lines"][0]["id"]}
    with nothing_changes(desk, Invalid) as caught:
        desk.change("clara", "case", case.id, {"lines": [{**first, "size": 4}, LINES[1]]})
    assert paths(caught) == {"lines.1.size": "read_only"}
    rows = [{**first, "size": 4}, {"label": "fixed"}]
    saved = desk.change("clara", "case", case.id, {"lines": rows})
    assert [row["size"] for row in saved.values["lines"]] == [4, 1]
    with nothing_changes(desk, Invalid) as caught:  # by what is worked out of the record too
        desk.change("clara", "case", case.id, {"level": 8, "lines": [{**first, "size": 5}]})
    assert paths(caught) == {"lines.0.size": "read_only"}


def test_rules_and_flows_are_not_asked(desk: Desk) -> None:
    closing(desk)
    on = {"form": "form:case", "save": "any"}
    desk.publish(small.rule("counts", on, {"id": "count", "do": "set", "set": {"n": "level"}}))
    case = desk.create("clara", "case", {**GOOD, "level": 5})
    assert case.values["n"] == 5
    with desk.service() as tx:
        records.amend(tx, "case", case.id, {"title": "three"})
    assert desk.record("case", case.id).values["title"] == "three"
