"""Decimals of a quantity, as its unit says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.expressions import Quantity
from dougong.platform.problems import Invalid
from dougong.runtime import records
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import GOOD, nothing_changes, paths


def units(**places: int) -> Any:
    items = [{"id": id, "title": small.text(id), "places": most} for id, most in places.items()]
    return small.definition("codes", "measure", units=True, items=items)


@pytest.fixture
def measuring(desk: Desk) -> Desk:
    desk.publish(units(pcs=0, kg=2))
    for code, unit in (("P", "pcs"), ("K", "kg"), ("M", "m")):
        desk.create("clara", "item", {"code": code, "unit": unit})
    return desk


def case(code: str, quantity: Any) -> dict[str, Any]:
    return {**GOOD, "item": {"code": code}, "qty": quantity}


@pytest.mark.parametrize(
    ("code", "value", "unit", "zh", "en"),
    [
        ("P", "2.5", "pcs", "单位“pcs(中)”只能是整数", "pcs: whole numbers only"),
        ("K", "0.125", "kg", "单位“kg(中)”最多 2 位小数", "kg: at most 2 decimals"),
    ],
)
def test_more_decimals_than_the_unit_has(
    measuring: Desk, code: str, value: str, unit: str, zh: str, en: str
) -> None:
    """With and without the unit, to pages and the API, by people and by what acts by itself."""
    for sent in (value, {"value": value, "unit": unit}):
        for lenient in (False, True):
            with nothing_changes(measuring, Invalid) as caught, measuring.as_("clara") as tx:
                records.create(tx, "case", case(code, sent), lenient=lenient)
            assert paths(caught) == {"qty": "places"}
            (told,) = caught.value.fields
            assert (told.message.render("zh"), told.message.render("en")) == (zh, en)
    made = measuring.create("clara", "case", case(code, "2"))
    with nothing_changes(measuring, Invalid), measuring.service() as tx:
        records.amend(tx, "case", made.id, {"qty": Quantity(Decimal(value), unit)})


@pytest.mark.parametrize(("code", "value"), [("P", "2.000"), ("K", "2.25"), ("M", "0.000001")])
def test_as_many_as_it_has(measuring: Desk, code: str, value: str) -> None:
    assert measuring.create("clara", "case", case(code, value)).values["qty"].value > 0


def test_what_stood_there_before_stays(measuring: Desk) -> None:
    """The unit lost its decimals afterwards: the record can still be changed, not to another one."""
    made = measuring.create("clara", "case", case("K", "0.25"))
    measuring.publish(units(pcs=0, kg=0))
    assert measuring.change("clara", "case", made.id, {"n": 7}).values["n"] == 7
    with nothing_changes(measuring, Invalid) as caught:
        measuring.change("clara", "case", made.id, {"qty": "0.5"})
    assert paths(caught) == {"qty": "places"}
