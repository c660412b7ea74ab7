"""Electronic signatures over HTTP (B2, C1): the own password at the deed, a signature under it."""

from __future__ import annotations

from datetime import date, timedelta

import httpx

from tests.e2e.company import BUYER, JSON, MANAGER, Company
from tests.e2e.rejected_goods import DESIGN, PASSWORD, PLANNER, PRODUCTION, Rejected, part


def countersigned(company: Company, batch: str) -> tuple[Rejected, str]:
    """A lot whose concession waits for signatures, and the address of the vote."""
    lot = Rejected.lot(company, batch)
    soon = (date.today() + timedelta(days=10)).isoformat()
    company.act(PLANNER, "nonconformance", lot.case["id"], "ask", {
        "requested": {"value": "100", "unit": "pcs"}, "needed_on": soon, "request_reason": "等料"})  # fmt: skip
    lot.proposed(part("concession", "100", until=soon, condition="仅 FG-100"))
    return lot, f"/api/tasks/{lot.task(MANAGER, lot.case['id'])['id']}/vote"


def wrong(answer: httpx.Response) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(one["field"], one["code"]) for one in answer.json()["errors"]]


def test_a_concession_is_countersigned_with_ones_own_password(company: Company) -> None:
    lot, at = countersigned(company, "SIGN-1")
    manager = company.as_(MANAGER)
    assert manager.get(at).json()["sign"] == {
        "zh": "特采会签",
        "en": "Countersigning the concession",
    }
    assert wrong(manager.post(at, json={"vote": "agree"})) == [("signature.password", "required")]
    bad: JSON = {"vote": "agree", "signature": {"password": "123456"}}
    assert wrong(manager.post(at, json=bad)) == [("signature.password", "password")]
    assert manager.get(at).json()["agreed"] == 0
    lot.agreed(MANAGER, DESIGN, PRODUCTION, BUYER)
    lot.closed()
    happened = manager.get(f"/api/records/nonconformance/{lot.case['id']}/timeline").json()["items"]
    signed = [one["signature"] for one in happened if one.get("signature")]
    assert sorted(one["login"] for one in signed) == sorted([MANAGER, DESIGN, PRODUCTION, BUYER])
    assert {one["standing"] for one in signed} == {"valid"}
    assert PASSWORD not in str(happened)


def test_guessing_the_password_comes_to_an_end(company: Company) -> None:
    lot, at = countersigned(company, "SIGN-2")
    design = company.as_(DESIGN)
    bad: JSON = {"vote": "agree", "signature": {"password": "guess"}}
    answers = [design.post(at, json=bad).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    good: JSON = {"vote": "agree", "signature": {"password": PASSWORD}}
    assert design.post(at, json=good).status_code == 429
    assert design.get(at).json()["agreed"] == 0


def test_a_signature_is_sent_only_where_one_is_asked_for(company: Company) -> None:
    lot = Rejected.lot(company, "SIGN-3")
    lot.proposed(part("scrap", "100"))
    at = f"/api/tasks/{lot.task(MANAGER, lot.case['id'])['id']}/vote"
    assert company.as_(MANAGER).get(at).json()["sign"] is None
    sent: JSON = {"vote": "agree", "signature": {"password": PASSWORD}}
    assert wrong(company.as_(MANAGER).post(at, json=sent)) == [("signature", "invalid")]
