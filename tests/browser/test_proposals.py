"""A decision is proposed with its reasons: it follows what is typed, and one press fills it in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dougong.platform.identity import create_user
from dougong.platform.storage import Actor, Cause, Storage
from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk, Sit
from tests.e2e.company import Company, eventually
from tests.services.served import Served

pytestmark = pytest.mark.browser
PACK = Path(__file__).parents[1] / "packs" / "tastings"


@pytest.fixture(scope="module")
def cellar(served: Served, company: Company) -> Company:
    """The wine cellar beside the demonstration company, with one wine."""
    served.command("pack", "install", str(PACK))
    storage = Storage(served.database_url)
    with storage.write(Actor.for_service("tests"), Cause("person")) as tx:
        create_user(tx, "tina", "蒂娜", PASSWORD, ["taster"])
        create_user(tx, "hedi", "海迪", PASSWORD, ["cellar_head"])
    storage.close()
    company.create("hedi", "wine", {"code": "W-1", "title": "夏布利", "region": "勃艮第"})
    return company


def opened(cellar: Company, desk: Desk, batch: str) -> str:
    """The task of a tasting with one bad score, open in front of the taster."""
    notes = [{"aspect": "香气", "score": 8}, {"aspect": "酸度", "score": 5}]
    values = {"wine": {"code": "W-1"}, "batch": batch, "notes": notes,
              "quantity": {"value": "360", "unit": "bottle"}}  # fmt: skip
    tasting = cellar.create("hedi", "tasting", values)["id"]
    cellar.act("hedi", "tasting", tasting, "announce")

    def look() -> str | None:
        tasks = cellar.as_("tina").get("/api/tasks").json()["items"]
        return next((one["id"] for one in tasks if one["record"] == tasting), None)

    desk.open(f"/tasks/{eventually(look, 'the task')}")
    return str(tasting)


@pytest.mark.parametrize("phone", [False, True])
def test_a_proposal_is_taken_by_one_press(sit: Sit, cellar: Company, phone: bool) -> None:
    desk = sit("tina", phone=phone)
    tasting = opened(cellar, desk, f"TAKE-{phone}")
    card = desk.page.locator("[data-proposal=decision]")
    expect(card).to_contain_text("建议结论：退回")
    expect(card).to_contain_text("酸度 5 分，低于 6 分")
    expect(desk.page.locator("[data-live=strip]")).to_contain_text("360 瓶")
    expect(desk.field("decision").get_by_role("radio", checked=True)).to_have_count(0)
    desk.fits()
    desk.press("确认退回", card)
    expect(desk.field("decision").get_by_role("radio", name="退回", exact=True)).to_be_checked()
    expect(card).to_contain_text("已按建议填写")
    desk.press("定论")
    expect(desk.page.get_by_role("heading", name=re.compile("退回"))).to_be_visible()
    assert cellar.read("tina", "tasting", tasting)["decision"] == "send_back"


def test_it_follows_what_is_typed_and_another_decision_needs_its_reason(
    sit: Sit, cellar: Company
) -> None:
    desk = sit("tina")
    opened(cellar, desk, "OTHER")
    card = desk.page.locator("[data-proposal=decision]")
    desk.fill("notes.1.score", "9")
    expect(card).to_contain_text("建议结论：入窖")
    desk.field("decision").locator("label", has_text="退回").click()
    expect(card).to_contain_text("已改为：退回")
    expect(desk.field("reason")).to_be_visible()
    desk.press("定论")
    expect(desk.field("reason").locator(".dg-wrong")).to_be_visible()
    desk.fill("reason", "软木塞味")
    desk.press("定论")
    expect(desk.page.get_by_role("heading", name=re.compile("退回"))).to_be_visible()
