"""Wrong values: named beside their field in the reader's language, and nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.asking import LINE, ORDER, chinese, orders, problem
from tests.e2e.company import BUYER, WAREHOUSE, Company

pytestmark = pytest.mark.e2e

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("a number where a choice stands", {"purpose": 7}, "purpose"),
    ("an option that does not exist", {"purpose": "gift"}, "purpose"),
    ("nothing where something is needed", {"supplier": None}, "supplier"),
    ("a list where a record is named", {"supplier": ["S-001"]}, "supplier"),
    ("a link to nothing", {"supplier": {"code": "S-999"}}, "supplier"),
    ("a link to nothing, by id", {"supplier": "01a20f2e-c072-77e8-bf85-cc90125dd6f3"}, "supplier"),
    ("a field that does not exist", {"colour": "red"}, "colour"),
    ("a state that is set by hand", {"state": "approved"}, "state"),
    ("an owner that is set by hand", {"owner": "me"}, "owner"),
    ("a computed field that is set", {"amount": {"amount": "1", "currency": "CNY"}}, "amount"),
    ("no rows", {"lines": []}, "lines"),
    ("rows that are no rows", {"lines": ["a"]}, "lines"),
    ("a negative quantity", {"lines": [{**LINE, "quantity": "-5"}]}, "lines.0.quantity"),
    ("a quantity in words", {"lines": [{**LINE, "quantity": "many"}]}, "lines.0.quantity"),
    ("a boolean as a quantity", {"lines": [{**LINE, "quantity": True}]}, "lines.0.quantity"),
    (
        "a quantity with another unit",
        {"lines": [{**LINE, "quantity": {"value": "5", "unit": "kg"}}]},
        "lines.0.quantity",
    ),
    (
        "more digits than are kept",
        {"lines": [{**LINE, "quantity": "0.0000001"}]},
        "lines.0.quantity",
    ),
    ("a number without end", {"lines": [{**LINE, "quantity": "9" * 40}]}, "lines.0.quantity"),
    ("a date that does not exist", {"lines": [{**LINE, "due": "2026-02-30"}]}, "lines.0.due"),
    ("a field of a row that does not exist", {"lines": [{**LINE, "x": 1}]}, "lines.0.x"),
    ("a row of another record", {"lines": [{**LINE, "id": "nowhere"}]}, "lines.0.id"),
]


@pytest.mark.parametrize(("what", "values", "field"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_value_is_named_beside_its_field(
    company: Company, what: str, values: dict[str, Any], field: str
) -> None:
    before = orders(company)
    answer = company.as_(BUYER).post("/api/records/purchase_order", json={**ORDER, **values})
    errors = problem(answer, 422)["errors"]
    assert field in [one["field"] for one in errors]
    assert all(chinese(one["message"]) for one in errors)
    assert orders(company) == before


def test_the_same_in_english(company: Company) -> None:
    answer = company.as_(BUYER).post(
        "/api/records/purchase_order",
        json={**ORDER, "supplier": None},
        headers={"Accept-Language": "en"},
    )
    (error,) = problem(answer, 422)["errors"]
    assert error["message"] == "This is needed"


def test_every_wrong_field_is_told_at_once(company: Company) -> None:
    values = {"supplier": None, "purpose": "gift", "lines": [{**LINE, "quantity": "-1"}]}
    errors = problem(company.as_(BUYER).post("/api/records/purchase_order", json=values), 422)
    assert {one["field"] for one in errors["errors"]} >= {"supplier", "purpose", "lines.0.quantity"}


def test_a_text_that_is_too_long(company: Company) -> None:
    order = company.approved_order()
    line = {"order_line": order["lines"][0]["id"], "batch": "B" * 41, "quantity": "1"}
    values = {"purchase_order": order["id"], "lines": [line]}
    answer = company.as_(WAREHOUSE).post("/api/records/arrival", json=values)
    assert problem(answer, 422)["errors"][0]["field"] == "lines.0.batch"
