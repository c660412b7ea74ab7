"""Bad input: a clear answer in the reader's language that names the field, and nothing changed."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.e2e.company import ADMIN, BUYER, INSPECTOR, MANAGER, WAREHOUSE, Company

pytestmark = pytest.mark.e2e

_LINE = {"material": {"code": "F-141"}, "quantity": {"value": "5", "unit": "pcs"}}
_ORDER: dict[str, Any] = {"supplier": {"code": "S-001"}, "purpose": "mass", "lines": [_LINE]}

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
    ("a negative quantity", {"lines": [{**_LINE, "quantity": "-5"}]}, "lines.0.quantity"),
    ("a quantity in words", {"lines": [{**_LINE, "quantity": "many"}]}, "lines.0.quantity"),
    ("a boolean as a quantity", {"lines": [{**_LINE, "quantity": True}]}, "lines.0.quantity"),
    (
        "a quantity with another unit",
        {"lines": [{**_LINE, "quantity": {"value": "5", "unit": "kg"}}]},
        "lines.0.quantity",
    ),
    (
        "more digits than are kept",
        {"lines": [{**_LINE, "quantity": "0.0000001"}]},
        "lines.0.quantity",
    ),
    ("a number without end", {"lines": [{**_LINE, "quantity": "9" * 40}]}, "lines.0.quantity"),
    ("a date that does not exist", {"lines": [{**_LINE, "due": "2026-02-30"}]}, "lines.0.due"),
    ("a field of a row that does not exist", {"lines": [{**_LINE, "x": 1}]}, "lines.0.x"),
    ("a row of another record", {"lines": [{**_LINE, "id": "nowhere"}]}, "lines.0.id"),
]


def _orders(company: Company) -> int:
    answer = company.as_(BUYER).get("/api/records/purchase_order", params={"limit": 500})
    return len(answer.json()["items"])


def _problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    body: dict[str, Any] = answer.json()
    assert body["title"] and body["code"]
    return body


def _chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


@pytest.mark.parametrize(("what", "values", "field"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_value_is_named_beside_its_field(
    company: Company, what: str, values: dict[str, Any], field: str
) -> None:
    before = _orders(company)
    answer = company.as_(BUYER).post("/api/records/purchase_order", json={**_ORDER, **values})
    errors = _problem(answer, 422)["errors"]
    assert field in [one["field"] for one in errors]
    assert all(_chinese(one["message"]) for one in errors)
    assert _orders(company) == before


def test_the_same_in_english(company: Company) -> None:
    answer = company.as_(BUYER).post(
        "/api/records/purchase_order",
        json={**_ORDER, "supplier": None},
        headers={"Accept-Language": "en"},
    )
    (error,) = _problem(answer, 422)["errors"]
    assert error["message"] == "This is needed"


def test_every_wrong_field_is_told_at_once(company: Company) -> None:
    values = {"supplier": None, "purpose": "gift", "lines": [{**_LINE, "quantity": "-1"}]}
    errors = _problem(company.as_(BUYER).post("/api/records/purchase_order", json=values), 422)
    assert {one["field"] for one in errors["errors"]} >= {"supplier", "purpose", "lines.0.quantity"}


def test_a_text_that_is_too_long(company: Company) -> None:
    order = company.approved_order()
    line = {"order_line": order["lines"][0]["id"], "batch": "B" * 41, "quantity": "1"}
    values = {"purchase_order": order["id"], "lines": [line]}
    answer = company.as_(WAREHOUSE).post("/api/records/arrival", json=values)
    assert _problem(answer, 422)["errors"][0]["field"] == "lines.0.batch"


BROKEN: list[tuple[str, bytes, str, int]] = [
    ("no JSON", b"{", "application/json", 400),
    ("not a number", b'{"purpose": NaN}', "application/json", 400),
    ("a number beyond all bounds", b'{"purpose": 1e999}', "application/json", 400),
    ("an integer of ten thousand digits", b'{"a": ' + b"9" * 10000 + b"}", "application/json", 400),
    ("nested a hundred thousand deep", b"[" * 100_000, "application/json", 400),
    ("nested sixty deep", b'{"a":' * 60 + b"1" + b"}" * 60, "application/json", 400),
    ("a lone surrogate", b'{"purpose": "\\ud800"}', "application/json", 400),
    ("a NUL", b'{"purpose": "\\u0000"}', "application/json", 400),
    ("no UTF-8", b'{"purpose": "\xff"}', "application/json", 400),
    ("a key that stands twice", b'{"a": 1, "a": 2}', "application/json", 400),
    ("a list instead of an object", b"[]", "application/json", 400),
    ("five megabytes", b'{"a": "' + b"x" * 5_000_000 + b'"}', "application/json", 413),
    ("plain text", b"{}", "text/plain", 415),
    ("a form", b"a=1", "application/x-www-form-urlencoded", 415),
]


@pytest.mark.parametrize(
    ("what", "body", "media_type", "status"), BROKEN, ids=[one[0] for one in BROKEN]
)
def test_a_broken_request_is_answered_clearly(
    company: Company, what: str, body: bytes, media_type: str, status: int
) -> None:
    before = _orders(company)
    answer = company.as_(BUYER).post(
        "/api/records/purchase_order", content=body, headers={"Content-Type": media_type}
    )
    assert _chinese(_problem(answer, status)["title"])
    assert _orders(company) == before


QUERIES: list[tuple[dict[str, str], str]] = [
    ({"filter": "supplier.("}, "filter"),
    ({"filter": "unknown == 1"}, "filter"),
    ({"filter": "supplier"}, "filter"),
    ({"filter": "().__class__.__bases__[0]"}, "filter"),
    ({"filter": "[x for x in (1,)]"}, "filter"),
    ({"filter": "'a' * 1000000000 == 'a'"}, "filter"),
    ({"filter": "9**9**9 > 1"}, "filter"),
    ({"filter": "number.ljust(1000000000) == 'a'"}, "filter"),
    ({"filter": "1 == 1; drop table f_purchase_order"}, "filter"),
    ({"filter": "not " * 900 + "true"}, "filter"),
    ({"sort": "nothing"}, "sort"),
    ({"sort": "lines"}, "sort"),
    ({"limit": "0"}, "limit"),
    ({"limit": "501"}, "limit"),
    ({"limit": "many"}, "limit"),
    ({"cursor": "?"}, "cursor"),
    ({"cursor": "WyJ0Il0"}, "cursor"),
]


@pytest.mark.parametrize(("query", "field"), QUERIES, ids=[str(q)[:40] for q, _ in QUERIES])
def test_a_wrong_query_is_named(company: Company, query: dict[str, str], field: str) -> None:
    answer = company.as_(BUYER).get("/api/records/purchase_order", params=query)
    assert _problem(answer, 422)["errors"][0]["field"] == field


def test_a_number_that_is_none_names_its_field(company: Company) -> None:
    """In words of the reader alone."""
    for body in (b'{"lines": [{"quantity": NaN}]}', b'{"lines": [{"quantity": 1e999}]}'):
        answer = company.as_(BUYER).post(
            "/api/records/purchase_order",
            content=body,
            headers={"Content-Type": "application/json"},
        )
        problem = _problem(answer, 400)
        assert [one["field"] for one in problem["errors"]] == ["lines.0.quantity"]
        assert problem["title"] == "不是数字：不能保存 NaN 和 Infinity"
    broken = company.as_(BUYER).post(
        "/api/records/purchase_order",
        content=b'{"a": ',
        headers={"Content-Type": "application/json"},
    )
    assert _problem(broken, 400)["title"] == "不是有效的 JSON：见第 1 行第 7 列"


def test_what_a_role_may_not_see_cannot_be_asked_about(company: Company) -> None:
    """The amount of an order is hidden from the warehouse: no filter, no sort, no answer holds it."""
    people = company.as_(WAREHOUSE)
    listed = people.get("/api/records/purchase_order").json()["items"]
    assert listed and all("amount" not in one for one in listed)
    for query in ({"filter": "amount > money(1, 'CNY')"}, {"sort": "-amount"}):
        _problem(people.get("/api/records/purchase_order", params=query), 422)


def test_a_repeated_write_has_one_effect(company: Company) -> None:
    """Double submit: the same key gives the same answer; with another body it is a conflict."""
    people, before = company.as_(BUYER), _orders(company)
    headers = {"Idempotency-Key": "order-once"}
    first = people.post("/api/records/purchase_order", json=_ORDER, headers=headers)
    second = people.post("/api/records/purchase_order", json=_ORDER, headers=headers)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert first.headers["ETag"] == second.headers["ETag"]
    assert _orders(company) == before + 1
    other = people.post(
        "/api/records/purchase_order", json={**_ORDER, "purpose": "sample"}, headers=headers
    )
    _problem(other, 409)


def test_nobody_overwrites_what_they_have_not_seen(company: Company) -> None:
    people, order = company.as_(BUYER), company.order()
    path = f"/api/records/purchase_order/{order['id']}"
    etag = people.get(path).headers["ETag"]
    assert (
        people.patch(path, json={"purpose": "trial"}, headers={"If-Match": etag}).status_code == 200
    )
    stale = people.patch(path, json={"purpose": "sample"}, headers={"If-Match": etag})
    _problem(stale, 412)
    assert people.get(path).json()["purpose"] == "trial"
    _problem(people.patch(path, json={}, headers={"If-Match": '"x"'}), 400)


def test_a_submitted_record_is_neither_changed_nor_deleted(company: Company) -> None:
    order = company.approved_order()
    path = f"/api/records/purchase_order/{order['id']}"
    _problem(company.as_(BUYER).patch(path, json={"purpose": "trial"}), 409)
    _problem(company.as_(BUYER).delete(path), 409)


def test_missing_and_forbidden_look_the_same(company: Company) -> None:
    order = company.order()
    people = company.as_(INSPECTOR)
    nothing = people.get("/api/records/purchase_order/nothing")
    unknown = people.get("/api/records/no_such_form")
    hidden = people.get("/api/records/stock_move")
    assert _problem(nothing, 404)["code"] == _problem(hidden, 404)["code"] == "not_found"
    assert unknown.json() == hidden.json()
    refused = company.try_(INSPECTOR, "purchase_order", order["id"], "approve")
    _problem(refused, 403)


def test_somebody_elses_task_does_not_exist(company: Company) -> None:
    arrival = company.posted_arrival(company.approved_order(), "BAD-TASK", "100")
    task = company.task_for(arrival)
    buyer = company.as_(BUYER)
    for answer in (
        buyer.get(f"/api/tasks/{task['id']}"),
        buyer.post(f"/api/tasks/{task['id']}/claim"),
        buyer.post(f"/api/tasks/{task['id']}/complete", json={"fields": {"verdict": "accepted"}}),
    ):
        _problem(answer, 404)
    assert company.read(INSPECTOR, "inspection", task["record"])["state"] == "open"


def test_without_or_with_a_false_token_nothing_is_told(company: Company) -> None:
    for headers in ({}, {"Authorization": "Bearer dgt_x_y"}, {"Authorization": "Basic abc"}):
        answer = httpx.get(f"{company.url}/api/records/supplier", headers=headers)
        _problem(answer, 401)


def test_an_unknown_address_and_a_wrong_method(company: Company) -> None:
    _problem(company.as_(ADMIN).get("/api/nothing"), 404)
    _problem(company.as_(ADMIN).put("/api/tasks"), 405)


def _put(company: Company, definition: dict[str, Any]) -> httpx.Response:
    path = f"/api/definitions/{definition['kind']}/{definition['id']}"
    return company.as_(ADMIN).put(path, json=definition)


def _rule(id: str, **body: Any) -> dict[str, Any]:
    title = {"zh": "规则", "en": "Rule"}
    return {"kind": "rule", "id": id, "title": title, "format": 1, **body}


_REFUSE = {"id": "stop", "do": "refuse", "message": {"zh": "不行", "en": "No"}}
DEFINITIONS: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "a reference to nothing",
        _rule("bad", on={"form": "form:nothing", "event": "created"}, then=[_REFUSE]),
        "/on/form",
        "unknown_reference",
    ),
    (
        "an expression that attacks",
        _rule(
            "bad",
            on={"form": "form:supplier", "save": "any"},
            **{"if": "().__class__.__mro__[1].__subclasses__() != empty"},
            then=[_REFUSE],
        ),
        "/if",
        "",
    ),
    (
        "a rule that sets itself off",
        _rule(
            "bad",
            on={"form": "form:supplier", "event": "changed"},
            then=[
                {"id": "again", "do": "record.update", "record": "record", "set": {"name": "name"}}
            ],
        ),
        "/then",
        "cycle",
    ),
    (
        "an action that does not exist",
        _rule(
            "bad", on={"form": "form:supplier", "save": "any"}, then=[{"id": "a", "do": "explode"}]
        ),
        "/then/0/do",
        "unknown_part",
    ),
]


@pytest.mark.parametrize(
    ("what", "definition", "pointer", "code"), DEFINITIONS, ids=[one[0] for one in DEFINITIONS]
)
def test_a_wrong_definition_is_told_its_place_and_never_goes_live(
    company: Company, what: str, definition: dict[str, Any], pointer: str, code: str
) -> None:
    answer = _put(company, definition)
    assert answer.status_code == 200, answer.text
    wrong = [one for one in answer.json()["findings"] if one["severity"] == "error"]
    assert [one["pointer"] for one in wrong] == [pointer]
    assert wrong[0]["line"] > 0 and _chinese(wrong[0]["message"])
    assert not code or wrong[0]["code"] == code
    path = f"/api/definitions/rule/{definition['id']}"
    published = company.as_(ADMIN).post(f"{path}/publish", json={"reason": "try"})
    errors = _problem(published, 422)["errors"]
    assert errors[0]["field"] == f"rule:bad#{pointer}"
    assert company.as_(ADMIN).get(path).status_code == 404
    assert company.as_(ADMIN).delete(f"{path}/draft").status_code == 204


def test_only_who_may_design_designs(company: Company) -> None:
    rule = _rule("bad", on={"form": "form:supplier", "save": "any"}, then=[_REFUSE])
    for call in (
        company.as_(BUYER).put("/api/definitions/rule/bad", json=rule),
        company.as_(BUYER).get("/api/definitions"),
        company.as_(BUYER).post("/api/definitions/form/supplier/publish", json={}),
    ):
        _problem(call, 403)


def test_a_definition_that_is_none(company: Company) -> None:
    people = company.as_(MANAGER)
    for body in ({}, {"kind": "rule"}, {"kind": 1, "id": 2}):
        _problem(people.put("/api/definitions/rule/bad", json=body), 400)
    other = {"kind": "rule", "id": "other"}
    _problem(people.put("/api/definitions/rule/bad", json=other), 422)
    deep: Any = {}
    for _ in range(45):
        deep = {"a": deep}
    content = json.dumps({"kind": "rule", "id": "bad", "x": deep})
    answer = people.put(
        "/api/definitions/rule/bad", content=content, headers={"Content-Type": "application/json"}
    )
    _problem(answer, 400)
