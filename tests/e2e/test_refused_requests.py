"""Sound requests that are refused: not one's own, not allowed, too late, or sent twice."""

from __future__ import annotations

import httpx
import pytest

from tests.e2e.asking import ORDER, orders, problem
from tests.e2e.company import BUYER, INSPECTOR, WAREHOUSE, Company

pytestmark = pytest.mark.e2e


def test_without_or_with_a_false_token_nothing_is_told(company: Company) -> None:
    for headers in ({}, {"Authorization": "Bearer dgt_x_y"}, {"Authorization": "Basic abc"}):
        answer = httpx.get(f"{company.url}/api/records/supplier", headers=headers)
        problem(answer, 401)


def test_missing_and_forbidden_look_the_same(company: Company) -> None:
    order = company.order()
    people = company.as_(INSPECTOR)
    nothing = people.get("/api/records/purchase_order/nothing")
    unknown = people.get("/api/records/no_such_form")
    hidden = people.get("/api/records/stock_move")
    assert problem(nothing, 404)["code"] == problem(hidden, 404)["code"] == "not_found"
    assert unknown.json() == hidden.json()
    refused = company.try_(INSPECTOR, "purchase_order", order["id"], "approve")
    problem(refused, 403)


def test_what_a_role_may_not_see_cannot_be_asked_about(company: Company) -> None:
    """The amount of an order is hidden from the warehouse: no filter, no sort, no answer holds it."""
    people = company.as_(WAREHOUSE)
    listed = people.get("/api/records/purchase_order").json()["items"]
    assert listed and all("amount" not in one for one in listed)
    for query in ({"filter": "amount > money(1, 'CNY')"}, {"sort": "-amount"}):
        problem(people.get("/api/records/purchase_order", params=query), 422)


def test_somebody_elses_task_does_not_exist(company: Company) -> None:
    arrival = company.posted_arrival(company.approved_order(), "BAD-TASK", "100")
    task = company.task_for(arrival)
    buyer = company.as_(BUYER)
    for answer in (
        buyer.get(f"/api/tasks/{task['id']}"),
        buyer.post(f"/api/tasks/{task['id']}/claim"),
        buyer.post(f"/api/tasks/{task['id']}/complete", json={"fields": {"verdict": "accepted"}}),
    ):
        problem(answer, 404)
    assert company.read(INSPECTOR, "inspection", task["record"])["state"] == "open"


def test_a_repeated_write_has_one_effect(company: Company) -> None:
    """Double submit: the same key gives the same answer; with another body it is a conflict."""
    people, before = company.as_(BUYER), orders(company)
    headers = {"Idempotency-Key": "order-once"}
    first = people.post("/api/records/purchase_order", json=ORDER, headers=headers)
    second = people.post("/api/records/purchase_order", json=ORDER, headers=headers)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert first.headers["ETag"] == second.headers["ETag"]
    assert orders(company) == before + 1
    other = people.post(
        "/api/records/purchase_order", json={**ORDER, "purpose": "sample"}, headers=headers
    )
    problem(other, 409)


def test_nobody_overwrites_what_they_have_not_seen(company: Company) -> None:
    people, order = company.as_(BUYER), company.order()
    path = f"/api/records/purchase_order/{order['id']}"
    etag = people.get(path).headers["ETag"]
    assert (
        people.patch(path, json={"purpose": "trial"}, headers={"If-Match": etag}).status_code == 200
    )
    stale = people.patch(path, json={"purpose": "sample"}, headers={"If-Match": etag})
    problem(stale, 412)
    assert people.get(path).json()["purpose"] == "trial"
    problem(people.patch(path, json={}, headers={"If-Match": '"x"'}), 400)


def test_a_submitted_record_is_neither_changed_nor_deleted(company: Company) -> None:
    order = company.approved_order()
    path = f"/api/records/purchase_order/{order['id']}"
    problem(company.as_(BUYER).patch(path, json={"purpose": "trial"}), 409)
    problem(company.as_(BUYER).delete(path), 409)
