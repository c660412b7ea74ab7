"""B2 in its simplest form: order, arrival, inspection, verdict, stock — each branch over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.e2e.company import BUYER, INSPECTOR, MANAGER, WAREHOUSE, Company, eventually

pytestmark = pytest.mark.e2e


def test_no_orders_to_suppliers_that_are_not_qualified(company: Company) -> None:
    """B1/B2: the buyer reads the reason beside the supplier field; nothing is changed."""
    order = company.order(supplier="S-007")
    refused = company.try_(BUYER, "purchase_order", order["id"], "approve")
    assert refused.status_code == 422
    assert refused.headers["content-type"].startswith("application/problem+json")
    (error,) = refused.json()["errors"]
    assert error["field"] == "supplier"
    assert "供应商未合格" in error["message"]
    assert company.read(BUYER, "purchase_order", order["id"])["state"] == "draft"


def test_no_orders_once_the_qualification_has_lapsed(company: Company) -> None:
    order = company.order(supplier="S-005", material="J-114")
    refused = company.try_(BUYER, "purchase_order", order["id"], "approve")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "supplier"


def test_sample_orders_are_excepted(company: Company) -> None:
    order = company.approved_order(supplier="S-007", purpose="sample")
    assert order["state"] == "approved"
    assert order["number"].startswith("PO-")


def test_an_approved_order_expects_its_inspections(company: Company) -> None:
    order = company.approved_order(quantity="250")
    line = order["lines"][0]["id"]
    (expected,) = company.find(MANAGER, "inspection", f"order_line == '{line}'")
    assert expected["state"] == "expected"
    assert expected["lot_size"] == {"value": "250", "unit": "pcs"}


def test_accepted_goods_move_to_the_good_store(company: Company) -> None:
    """B2, D2, F5: message planned, sent, confirmed; stock moves with a stock-in document."""
    order = company.approved_order(quantity="300")
    arrival = company.posted_arrival(order, "E2E-OK", "300")
    assert company.stock("E2E-OK") == {"to_inspect": "300"}

    task = company.task_for(arrival)
    assert datetime.fromisoformat(task["due_at"]) > datetime.now(UTC)
    inspection = company.read(INSPECTOR, "inspection", task["record"])
    assert inspection["batch"] == "E2E-OK", "filled in from the arrival"
    assert inspection["lot_size"] == {"value": "300", "unit": "pcs"}

    judged = company.judge(task, "accepted")
    assert judged.status_code == 200, judged.text
    moved = eventually(
        lambda: company.stock("E2E-OK") == {"good": "300"} or None, "300 in the good store"
    )
    assert moved
    (stock_in,) = company.find(MANAGER, "stock_in", "batch == 'E2E-OK'")
    assert stock_in["state"] == "posted"
    assert stock_in["number"].startswith("CGRK-")

    def settled() -> list[str] | None:
        states = [m["state"] for m in company.messages_about(inspection["id"])]
        return states if len(states) == 2 and set(states) == {"confirmed"} else None

    eventually(settled, "both messages confirmed")


def test_a_message_tells_its_history(company: Company) -> None:
    """D4: planned, sent, confirmed, each with its time, and the answer of the other side."""
    arrival = company.posted_arrival(company.approved_order(), "E2E-MSG", "100")
    task = company.task_for(arrival)
    assert company.judge(task, "accepted").status_code == 200
    message = eventually(
        lambda: next(
            (
                m
                for m in company.messages_about(task["record"])
                if m["operation"] == "stock.accept" and m["state"] == "confirmed"
            ),
            None,
        ),
        "stock.accept confirmed",
    )
    whole = company.as_(MANAGER).get(f"/api/messages/{message['id']}").json()
    assert [step["state"] for step in whole["steps"]] == ["planned", "sent", "confirmed"]
    (stock_in,) = company.find(MANAGER, "stock_in", "batch == 'E2E-MSG'")
    answer = whole["answer"]
    assert answer["number"] == stock_in["number"]
    assert (answer["state"], answer["store"]) == ("posted", "good")
    assert answer["moved"] == {"value": "100", "unit": "pcs"}
    assert answer["posted_on"] == arrival["arrived_on"]


def test_the_expected_inspection_closes_when_the_line_has_fully_arrived(company: Company) -> None:
    order = company.approved_order(quantity="100")
    line = order["lines"][0]["id"]
    first = company.posted_arrival(order, "E2E-P1", "60")
    (expected,) = company.find(MANAGER, "inspection", f"order_line == '{line}'")
    assert expected["state"] == "expected"
    company.posted_arrival(order, "E2E-P2", "40")
    assert company.read(MANAGER, "inspection", expected["id"])["state"] == "closed"
    task = company.task_for(first)
    assert company.read(MANAGER, "inspection", task["record"])["expected"] == expected["id"]


def test_rejected_goods_lie_in_the_pending_store_with_a_report(company: Company) -> None:
    """B2, C1: the verdict is for the whole lot; a nonconformance report exists, people are told."""
    arrival = company.posted_arrival(company.approved_order(quantity="80"), "E2E-NG", "80")
    task = company.task_for(arrival)
    defects = [{"code": "sur_rust", "severity": "major", "pieces": 3}]
    assert company.judge(task, "rejected", defects=defects).status_code == 200
    eventually(
        lambda: company.stock("E2E-NG") == {"pending": "80"} or None, "80 in the pending store"
    )
    reports = eventually(
        lambda: company.find(MANAGER, "nonconformance", "batch == 'E2E-NG'"), "the report"
    )
    assert reports[0]["state"] == "open"
    assert reports[0]["quantity"] == {"value": "80", "unit": "pcs"}
    (defect,) = reports[0]["defects"]
    assert (defect["code"], defect["severity"], defect["pieces"]) == ("sur_rust", "major", 3)
    told = eventually(
        lambda: [
            n
            for n in company.as_(BUYER).get("/api/notifications").json()["items"]
            if n["record"] == reports[0]["id"]
        ],
        "the buyer is told",
    )
    assert "嵌件螺栓" in told[0]["title"]


def test_bad_pieces_of_an_accepted_lot_are_taken_out(company: Company) -> None:
    arrival = company.posted_arrival(company.approved_order(quantity="50"), "E2E-MIX", "50")
    task = company.task_for(arrival)
    answer = company.judge(task, "accepted", rejected={"value": "2", "unit": "pcs"})
    assert answer.status_code == 200, answer.text
    eventually(
        lambda: company.stock("E2E-MIX") == {"good": "48", "pending": "2"} or None,
        "48 good and 2 pending",
    )


def test_more_judged_than_arrived_is_refused(company: Company) -> None:
    arrival = company.posted_arrival(company.approved_order(), "E2E-MORE", "100")
    task = company.task_for(arrival)
    refused = company.judge(task, "accepted", accepted={"value": "101", "unit": "pcs"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "accepted"
    assert company.stock("E2E-MORE") == {"to_inspect": "100"}
    assert company.read(INSPECTOR, "inspection", task["record"])["state"] == "open"


def test_reversing_the_arrival_voids_the_open_inspection(company: Company) -> None:
    """D5: with its reason, and the stock leaves again."""
    order = company.approved_order()
    arrival = company.posted_arrival(order, "E2E-REV", "100")
    task = company.task_for(arrival)
    company.act(WAREHOUSE, "arrival", arrival["id"], "reverse")

    def voided() -> dict[str, object] | None:
        inspection = company.read(MANAGER, "inspection", task["record"])
        return inspection if inspection["voided_at"] else None

    inspection = eventually(voided, "the inspection is voided")
    assert inspection["void_reason"] == "到货单已反审核"
    assert company.stock("E2E-REV") == {}
    late = company.judge(task, "accepted")
    assert late.status_code in (404, 409)


def test_an_arrival_with_a_verdict_is_not_reversed(company: Company) -> None:
    arrival = company.posted_arrival(company.approved_order(), "E2E-LATE", "100")
    assert company.judge(company.task_for(arrival), "accepted").status_code == 200
    refused = company.try_(WAREHOUSE, "arrival", arrival["id"], "reverse")
    assert refused.status_code == 409
    assert "不能反审核" in refused.json()["title"]


def test_a_void_order_expects_nothing(company: Company) -> None:
    order = company.approved_order()
    company.act(BUYER, "purchase_order", order["id"], "void", {"reason": "not needed"})
    (expected,) = company.find(MANAGER, "inspection", f"order_line == '{order['lines'][0]['id']}'")
    assert expected["voided_at"] and expected["void_reason"] == "采购订单已作废"


def test_the_first_to_open_a_task_has_it(company: Company) -> None:
    arrival = company.posted_arrival(company.approved_order(), "E2E-RACE", "100")
    task = company.task_for(arrival)
    assert company.as_("liqiang").post(f"/api/tasks/{task['id']}/claim").status_code == 200
    second = company.judge(task, "accepted")
    assert second.status_code == 409
    assert company.judge(task, "accepted", who="liqiang").status_code == 200
    assert company.judge(task, "accepted", who="liqiang").status_code == 409


def test_the_timeline_says_who_or_what_caused_each_change(company: Company) -> None:
    """Person, flow node and message, each with its cause."""
    arrival = company.posted_arrival(company.approved_order(), "E2E-TIME", "100")
    task = company.task_for(arrival)
    assert company.judge(task, "accepted").status_code == 200
    eventually(lambda: company.stock("E2E-TIME") == {"good": "100"} or None, "in the good store")
    entries = (
        company.as_(MANAGER).get(f"/api/records/inspection/{task['record']}/timeline").json()
    )["items"]
    causes = {entry["cause"]["kind"] for entry in entries}
    assert {"instance", "person", "message"} <= causes
    instance = company.as_(MANAGER).get(f"/api/instances/{task['instance']}").json()
    assert instance["flow"] == "incoming_inspection"
    assert instance["state"] == "done"
