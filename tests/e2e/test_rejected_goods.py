"""Rejected goods, every way they can go (C1 for incoming goods): decided by people, carried out
with documents, the quantities adding up at the end."""

from __future__ import annotations

from datetime import date, timedelta

from tests.e2e.company import BUYER, INSPECTOR, MANAGER, WAREHOUSE, Company, eventually
from tests.e2e.rejected_goods import DESIGN, ENGINEER, PLANNER, PRODUCTION, Rejected, part


def test_goods_go_back_and_are_replaced(company: Company) -> None:
    lot = Rejected.lot(company, "C1-RETURN")
    lot.proposed(part("return", "100", exchange="replace", reopen=True))
    lot.agreed(MANAGER)
    lot.closed()
    assert lot.lies() == {"returned": "100"}
    (document,) = company.find(BUYER, "return_to_supplier", "batch == 'C1-RETURN'")
    assert document["number"].startswith("CGTL-") and document["exchange"] == "replace"
    order = company.read(BUYER, "purchase_order", lot.arrival["purchase_order"])
    assert order["lines"][0]["arrived"]["value"] == "0"


def test_goods_are_scrapped_and_the_supplier_pays(company: Company) -> None:
    lot = Rejected.lot(company, "C1-SCRAP")
    amount = {"amount": "50.00", "currency": "CNY"}
    lot.proposed(
        part("scrap", "100"), costs=[{"kind": "material", "amount": amount, "payer": "supplier"}]
    )
    lot.agreed(MANAGER)
    lot.closed()
    assert lot.lies() == {"scrapped": "100"}
    (claim,) = company.find(BUYER, "claim", f"nonconformance == '{lot.case['id']}'")
    assert claim["number"].startswith("SP-") and claim["amount"]["amount"] == "50"


def test_goods_are_downgraded(company: Company) -> None:
    lot = Rejected.lot(company, "C1-LOWER")
    lot.proposed(part("downgrade", "100"))
    lot.agreed(MANAGER)
    lot.closed()
    assert lot.lies() == {"downgraded": "100"}


def test_half_is_used_by_concession_and_half_goes_back(company: Company) -> None:
    lot = Rejected.lot(company, "C1-USE")
    soon = (date.today() + timedelta(days=10)).isoformat()
    company.act(PLANNER, "nonconformance", lot.case["id"], "ask", {
        "requested": {"value": "50", "unit": "pcs"}, "needed_on": soon, "request_reason": "等料"})  # fmt: skip
    lot.proposed(part("concession", "50", until=soon, condition="仅 FG-100"),
                 part("return", "50", exchange="deduct"))  # fmt: skip
    lot.agreed(MANAGER, DESIGN, PRODUCTION, BUYER)
    lot.closed()
    assert lot.lies() == {"concession": "50", "returned": "50"}
    (granted,) = company.find(PLANNER, "concession", "batch == 'C1-USE'")
    assert granted["until"] == soon and granted["quantity"]["value"] == "50"
    for who in (BUYER, WAREHOUSE, PRODUCTION):
        told = [one["title"] for one in company.as_(who).get("/api/notifications").json()["items"]]
        assert f"{lot.case['number']} 嵌件螺栓 M4×12：特采 50 件、退货 50 件" in told


def test_goods_are_sorted_inspected_again_and_the_bad_ones_scrapped(company: Company) -> None:
    lot = Rejected.lot(company, "C1-SORT")
    lot.proposed(part("sort", "100", condition="全检外观"))
    lot.agreed(MANAGER)
    sheets = eventually(
        lambda: company.find(WAREHOUSE, "treatment", "batch == 'C1-SORT'"), "the sheet"
    )
    lot.done(WAREHOUSE, sheets[0]["id"], good={"value": "90", "unit": "pcs"}, hours="1.5")
    again = eventually(
        lambda: company.find(
            INSPECTOR, "inspection", "batch == 'C1-SORT' and kind == 'reinspection'"
        ),
        "the inspection of the good ones",
    )[0]
    lot.done(INSPECTOR, again["id"], sample_size=20, verdict="accepted")
    rest = eventually(
        lambda: company.find(ENGINEER, "nonconformance", "batch == 'C1-SORT' and state == 'open'"),
        "a report about the bad ones",
    )[0]
    bad = Rejected(company, lot.batch, lot.arrival, rest)
    bad.proposed(part("scrap", "10"))
    bad.agreed(MANAGER)
    bad.closed()
    eventually(lambda: lot.lies() == {"good": "90", "scrapped": "10"} or None, "90 good, 10 gone")


def test_reworked_goods_are_inspected_again(company: Company) -> None:
    lot = Rejected.lot(company, "C1-REWORK")
    lot.proposed(part("rework", "100", condition="重新电镀"))
    lot.agreed(MANAGER)
    sheets = eventually(
        lambda: company.find(WAREHOUSE, "treatment", "batch == 'C1-REWORK'"), "the sheet"
    )
    lot.done(PRODUCTION, sheets[0]["id"], good={"value": "100", "unit": "pcs"})
    again = eventually(
        lambda: company.find(INSPECTOR, "inspection", "batch == 'C1-REWORK' and round == 2"),
        "inspected again",
    )[0]
    lot.done(INSPECTOR, again["id"], sample_size=20, verdict="accepted")
    eventually(lambda: lot.lies() == {"good": "100"} or None, "all of it good")


def test_a_reversal_after_the_verdict_is_refused_with_the_way_out(company: Company) -> None:
    lot = Rejected.lot(company, "C1-REVERSE")
    answer = company.try_(WAREHOUSE, "arrival", lot.arrival["id"], "reverse")
    assert answer.status_code == 409 and "请走退货" in answer.json()["title"]
    assert lot.lies() == {"pending": "100"}


def test_two_people_decide_at_once(company: Company) -> None:
    """The second vote of a decision that is made is told so; nothing happens twice."""
    lot = Rejected.lot(company, "C1-RACE")
    lot.proposed(part("scrap", "100"))
    task = lot.task(MANAGER, lot.case["id"])
    first, second = (company.as_(MANAGER).post(f"/api/tasks/{task['id']}/vote", json={"vote": "agree"})
                     for _ in range(2))  # fmt: skip
    assert (first.status_code, second.status_code) == (200, 409)
    lot.closed()
    assert lot.lies() == {"scrapped": "100"}
