"""Sending back and taking back, and how a run that went back looks; on phone and desk, in Chinese."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import Sit
from tests.e2e.drawings import CHECKER, DRAFTER, Office, office

__all__ = ["office"]
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def signed_in(browser: Browser, office: Office, sessions: dict[str, object]) -> None:
    """The people of the drawing office come in by their own passwords."""
    for login in (DRAFTER, CHECKER):
        if login in sessions:
            continue
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        page.goto(f"{office.company.url}/sign-in?next=/search")
        page.fill("[name=login]", login)
        page.fill("[name=password]", office.passwords[login])
        page.locator("form button.is-primary").click()
        page.wait_for_load_state("networkidle")
        sessions[login] = context.storage_state()
        context.close()


def test_sent_back_on_the_phone_with_a_reason(sit: Sit, office: Office) -> None:
    office.begun("支架 F-141")
    office.do(DRAFTER, "draw", sheets=3)
    check = office.task(CHECKER, "check_strength")
    desk = sit(CHECKER, phone=True)
    desk.open(f"/tasks/{check['id']}")
    desk.fits()
    desk.press("退回…")
    sheet = desk.page.get_by_role("dialog", name="退回")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None and (box["x"], round(box["y"] + box["height"])) == (0, 844)
    expect(sheet.get_by_role("radio")).to_be_checked()
    sheet.get_by_label("原因").fill("孔位与壳体干涉")
    desk.shot("send-back-phone")
    desk.press("退回", sheet)
    expect(desk.page.get_by_text("孔位与壳体干涉")).to_be_visible()

    again = office.task(DRAFTER, "draw")
    mine = sit(DRAFTER)
    mine.open(f"/tasks/{again['id']}")
    expect(mine.page.locator(".dg-banner", has_text="陈工 退回")).to_contain_text("孔位与壳体干涉")
    mine.open(f"/instances/{again['instance']}")
    past = mine.page.locator(".dg-flow-step.is-past > .dg-flow-node")
    expect(past).to_have_count(2)
    expect(past.first.locator("b")).to_have_css("text-decoration-line", "line-through")
    expect(mine.page.get_by_text("强度", exact=True)).to_be_visible()
    mine.shot("flow-sent-back")


def test_taken_back_from_what_was_done(sit: Sit, office: Office) -> None:
    office.begun("底座")
    office.do(DRAFTER, "draw", sheets=2)
    office.task(CHECKER, "check_strength")
    desk = sit(DRAFTER)
    desk.open("/inbox?box=done")
    desk.press("撤回")
    desk.page.wait_for_url(re.compile("/tasks/"))
    expect(desk.page.locator("#entry")).to_be_visible()
    desk.shot("taken-back")


def test_rounds_and_lanes_of_a_run(sit: Sit, office: Office) -> None:
    office.begun("盖板")
    drawn = office.do(DRAFTER, "draw", sheets=1)
    office.do(CHECKER, "check_strength")
    office.do(CHECKER, "check_costs")
    office.do(DRAFTER, "print", fits=False)
    office.do(DRAFTER, "print", fits=True)
    office.task(CHECKER, "agree")
    for phone in (False, True):
        desk = sit(DRAFTER, phone=phone)
        desk.open(f"/instances/{drawn['instance']}")
        for words in ("第 1 轮", "第 2 轮", "公示期满", "定时"):
            expect(desk.page.get_by_text(words, exact=True)).to_be_visible()
        desk.fits()
        desk.shot(f"rounds-{'phone' if phone else 'desk'}")
