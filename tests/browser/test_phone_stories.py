"""Incoming goods on the phone (B2, C1): an inspector measures and rejects, the buyer asks for a
concession, the review decides."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Sit
from tests.browser.readers import nothing_in_the_way
from tests.e2e.company import BUYER, INSPECTOR, MANAGER, Company, eventually
from tests.e2e.rejected_goods import DESIGN, PASSWORD, PRODUCTION, Rejected, part

pytestmark = pytest.mark.browser


def tap(desk: Desk, *keys: str) -> None:
    for key in keys:
        desk.page.locator(".dg-pad").get_by_role("button", name=key, exact=True).tap()


def typed(desk: Desk, *values: str) -> None:
    """Each value on the pad, and on to the next piece."""
    for value in values:
        tap(desk, *value)
        onward = re.compile("^下一(样本|项)$")
        desk.page.locator(".dg-pad").get_by_role("button", name=onward).tap()


def test_an_inspector_measures_and_rejects_with_one_thumb(sit: Sit, company: Company) -> None:
    """Resin: label, water content, melt index, certificate; one value is beyond its limit."""
    order = company.approved_order(material="M-121", quantity="200", supplier="S-004")
    arrival = company.posted_arrival(order, "PHONE-RESIN", "200")
    task = company.task_for(arrival)
    desk = sit(INSPECTOR, phone=True)
    desk.open(f"/tasks/{task['id']}")
    measured(desk)
    decided(desk)
    report = eventually(
        lambda: company.find(MANAGER, "nonconformance", "batch == 'PHONE-RESIN'"), "the report"
    )
    assert report[0]["quantity"]["value"] == "200"


def measured(desk: Desk) -> None:
    """Four characteristics, one after the other."""
    page = desk.page
    expect(page.locator(".dg-one-head h2")).to_contain_text("包装与标签")
    nothing_in_the_way(desk)
    page.get_by_role("button", name="全部合格").tap()
    expect(page.locator(".dg-one-head h2")).to_contain_text("含水率")
    typed(desk, "0.12", "0.25", "0.2")
    chips = page.locator(".dg-one-chips button")
    expect(page.locator(".dg-one-head h2")).to_contain_text("熔指")
    page.get_by_role("button", name="上一项").first.tap()
    expect(chips.nth(1)).to_have_class(re.compile("is-beyond"))
    expect(chips.nth(2)).to_have_class(re.compile("is-near"))
    desk.shot("phone-inspect")
    nothing_in_the_way(desk)
    page.get_by_role("button", name="下一项").first.tap()
    typed(desk, "21.5", "22.4", "22")
    expect(page.locator(".dg-one-head h2")).to_contain_text("材质证明")
    page.get_by_role("button", name="全部合格").tap()


def decided(desk: Desk) -> None:
    """The proposal with its reason, taken, and judged."""
    page = desk.page
    card = page.locator("[data-proposal=verdict]")
    expect(card).to_contain_text("不合格")
    expect(card).to_contain_text("含水率")
    desk.shot("phone-proposed")
    nothing_in_the_way(desk)
    card.get_by_role("button", name=re.compile("确认不合格")).tap()
    page.wait_for_load_state("networkidle")
    desk.fits()
    page.get_by_role("button", name="判定", exact=True).tap()


def test_the_buyer_asks_for_a_concession_on_the_phone(sit: Sit, company: Company) -> None:
    lot = Rejected.lot(company, "PHONE-ASK")
    desk = sit(BUYER, phone=True)
    desk.open(f"/records/nonconformance/{lot.case['id']}")
    nothing_in_the_way(desk)
    desk.press("申请特采")
    dialog = desk.page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    desk.shot("phone-ask")
    dialog.locator('[data-field="requested"] input:not([type=hidden])').first.fill("60")
    soon = (date.today() + timedelta(days=5)).isoformat()
    dialog.locator('[data-field="needed_on"] input').first.fill(soon)
    dialog.locator('[data-field="request_reason"] textarea').fill("产线等料，补货三天后到")
    dialog.get_by_role("button", name="申请特采", exact=True).tap()
    eventually(
        lambda: company.read(BUYER, "nonconformance", lot.case["id"])["requested"] or None,
        "asked for",
    )
    expect(desk.page.locator("dialog[open]")).to_have_count(0)
    desk.page.wait_for_load_state("networkidle")
    expect(desk.page.locator(".dg-long", has_text="产线等料")).to_be_visible()
    desk.fits()


def test_the_review_decides_on_the_phone(sit: Sit, company: Company) -> None:
    """Two have agreed; the quality manager reads the proposal, agrees, and it is carried out."""
    lot = Rejected.lot(company, "PHONE-MRB")
    soon = (date.today() + timedelta(days=5)).isoformat()
    asked = {
        "requested": {"value": "40", "unit": "pcs"},
        "needed_on": soon,
        "request_reason": "等料",
    }
    company.act(BUYER, "nonconformance", lot.case["id"], "ask", asked)
    lot.proposed(
        part("concession", "40", until=soon, condition="仅 FG-100"),
        part("return", "60", exchange="replace"),
    )
    lot.agreed(BUYER, PRODUCTION, DESIGN)
    task = lot.task(MANAGER, lot.case["id"])
    desk = sit(MANAGER, phone=True)
    desk.open(f"/tasks/{task['id']}")
    expect(desk.page.get_by_text("轮到您")).to_be_visible()
    desk.shot("phone-mrb")
    desk.fits()
    nothing_in_the_way(desk)
    gap_is_told(desk)
    signed(desk)
    lot.closed()
    assert lot.lies() == {"concession": "40", "returned": "60"}
    # Who inspected the lot looks on and is told why there is no vote.
    other = sit(INSPECTOR, phone=True)
    other.open(f"/records/nonconformance/{lot.case['id']}")
    other.fits()


def signed(desk: Desk) -> None:
    """Without the password, or with a wrong one, nothing is done; with one's own it is signed."""
    agree = desk.page.get_by_role("button", name="同意", exact=True)
    for words, said in (("", "请输入密码签名"), ("123456", "密码不正确")):
        desk.page.fill("#sign-password", words)
        agree.tap()
        expect(desk.page.locator("#sign-password-wrong")).to_contain_text(said)
    desk.shot("phone-sign")
    desk.fits()
    nothing_in_the_way(desk)
    desk.page.fill("#sign-password", PASSWORD)
    agree.tap()
    expect(desk.page.locator("#sign-password")).to_have_count(0)


def gap_is_told(desk: Desk) -> None:
    """What is missing stands in the place of the button; a press gives it back to its row."""
    agree = desk.page.locator("button.is-primary[form=entry]")
    desk.fill("dispositions.1.quantity", "50")
    expect(agree).to_have_text("还差 10 件")
    expect(agree).to_be_disabled()
    desk.shot("phone-split")
    desk.page.locator("[data-split-fill]", has_text="退货").tap()
    expect(agree).to_contain_text("同意")
    expect(agree).to_be_enabled()
