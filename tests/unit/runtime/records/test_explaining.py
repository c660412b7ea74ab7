"""Why a computed field has its value (F2), on both databases."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dougong.platform.definitions import Definition
from dougong.platform.expressions import Quantity
from dougong.platform.problems import NotFound
from dougong.runtime.records import Explanation, amend, explained
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

SHEET = small.definition(
    "form", "sheet",
    fields=[
        small.field("item", "link", to="form:item"),
        small.field("amount", "quantity", unit="item.unit"),
        small.field("room", "quantity", unit="item.unit", compute="item.limit - amount"),
    ],
)  # fmt: skip
READER = small.definition(
    "role", "boss", rights=[{"form": f"form:{form}", "verbs": ["read", "create", "change"]}
                            for form in ("sheet", "item", "case")],
)  # fmt: skip


def why(desk: Desk, who: str, form: str, id: str, path: str) -> Explanation:
    with desk.looking(who) as tx:
        return explained(tx, form, id, path)


def test_every_part_has_its_value(desk: Desk) -> None:
    lines = [{"label": "a"}, {"label": "b", "size": 4}]
    case = desk.create("clara", "case", {"title": "one", "lines": lines})
    found = why(desk, "clara", "case", case.id, "sum")
    assert found.agrees and found.value == 10
    assert [(one.row, one.value) for one in found.trace.children[1:]] == [(0, 2), (1, 8)]


def test_a_row_is_explained_by_its_own_values(desk: Desk) -> None:
    lines = [{"label": "a"}, {"label": "b", "size": 4}]
    case = desk.create("clara", "case", {"title": "one", "lines": lines})
    found = why(desk, "clara", "case", case.id, "lines.1.twice")
    assert found.agrees and found.row == 1 and found.value == 8
    assert found.trace.children[0].value == 4


def test_it_is_told_from_what_was_read_then(desk: Desk) -> None:
    """The item has changed since: the record holds what its old limit came to, and so it is told."""
    desk.publish(SHEET, READER)
    item = desk.create("bela", "item", {"code": "ON", "unit": "kg", "limit": "10"})
    sheet = desk.create("bela", "sheet", {"item": {"code": "ON"}, "amount": "4"})
    with desk.service() as tx:
        amend(tx, "item", item.id, {"limit": {"value": "50", "unit": "kg"}})
    found = why(desk, "bela", "sheet", sheet.id, "room")
    assert found.agrees and found.value.value == 6
    assert found.trace.children[0].value == Quantity(Decimal(10), "kg")


def test_a_formula_of_today_that_says_something_else_is_told_so(desk: Desk) -> None:
    case = desk.create("clara", "case", {"title": "one"})
    fields = [
        {**one, "compute": "level * 3"} if one["id"] == "double" else one
        for one in small.CASE.body["fields"]
    ]
    desk.publish(Definition.of({**small.CASE.body, "fields": fields}))
    found = why(desk, "clara", "case", case.id, "double")
    assert (found.value, found.trace.value, found.agrees) == (2, 3, False)
    assert found.revision == 1


@pytest.mark.parametrize(
    "path",
    ["level", "secret", "nothing", "lines", "lines.0.size", "lines.9.twice", "lines.x.twice",
     "lines.-1.twice", "lines.0.nothing", "double.x", "lines.99999999999.twice", ""],
)  # fmt: skip
def test_there_is_no_why_for_what_is_not_computed(desk: Desk, path: str) -> None:
    case = desk.create("clara", "case", {"title": "one", "lines": [{"label": "a"}]})
    with pytest.raises(NotFound):
        why(desk, "clara", "case", case.id, path)


def test_who_may_not_read_the_record_hears_nothing(desk: Desk) -> None:
    case = desk.create("bela", "case", {"title": "one", "level": 5})
    with pytest.raises(NotFound):  # hidden by a condition of the role
        why(desk, "june", "case", case.id, "double")
    with pytest.raises(NotFound):  # no right on the form
        why(desk, "nora", "case", case.id, "double")


def test_what_was_read_then_and_fits_no_more_is_read_as_it_is_now(desk: Desk) -> None:
    """The item's code may be shorter by now than the one that was read."""
    shown = small.field("label", "text", compute="item.code + '!' + item.unit")
    desk.publish(small.definition("form", "sheet", fields=[SHEET.body["fields"][0], shown]), READER)
    desk.create("bela", "item", {"code": "LONGISH", "unit": "kg"})
    sheet = desk.create("bela", "sheet", {"item": {"code": "LONGISH"}})
    fields = [
        {**one, "max_length": 3} if one["id"] == "code" else one
        for one in small.ITEM.body["fields"]
    ]
    desk.publish(Definition.of({**small.ITEM.body, "fields": fields}))
    found = why(desk, "bela", "sheet", sheet.id, "label")
    assert found.value == found.trace.value == "LONGISH!kg"
