"""A drawing on its way: taken back, checked by two side by side, sent back, drawn and checked again,
proofs until one fits, released. Over HTTP, on both databases."""

from __future__ import annotations

import pytest

from tests.e2e.company import Company, eventually
from tests.e2e.drawings import CHECKER, DRAFTER, Office, office

__all__ = ["office"]
pytestmark = pytest.mark.e2e


def test_a_drawing_on_its_way(company: Company, office: Office) -> None:
    made = office.begun("Bracket")
    done = office.do(DRAFTER, "draw", sheets=3)
    office.task(CHECKER, "check_strength")
    assert office.post(DRAFTER, done, "withdraw").status_code == 200
    assert company.read(DRAFTER, "drawing", made["id"])["state"] == "in_work"
    office.do(DRAFTER, "draw", sheets=4)

    check = office.task(CHECKER, "check_strength")
    read = company.as_(CHECKER).get(f"/api/tasks/{check['id']}").json()
    assert read["send_back"] == ["draw"]
    for body, field in (({"to": "draw"}, "reason"), ({"to": "release", "reason": "x"}, "to")):
        refused = office.post(CHECKER, check, "send-back", **body)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    assert office.post(DRAFTER, check, "send-back", to="draw", reason="x").status_code == 404
    sent = office.post(CHECKER, check, "send-back", to="draw", reason="R12 collides")
    assert (sent.status_code, sent.json()["state"]) == (200, "cancelled")

    again = office.do(DRAFTER, "draw", sheets=5)
    assert again["claimed_by"] is not None, "who drew it has it first"
    office.do(CHECKER, "check_costs")
    late = office.post(DRAFTER, again, "withdraw")
    assert (late.status_code, "陈工" in late.json()["title"]) == (409, True)
    office.do(CHECKER, "check_strength")
    office.do(DRAFTER, "print", fits=False)
    office.do(DRAFTER, "print", fits=True)
    office.do(CHECKER, "agree")

    def released() -> bool:
        return bool(company.read(DRAFTER, "drawing", made["id"])["state"] == "released")

    eventually(released, "the drawing is released")
