"""The inbox, walked by the keyboard and empty."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.work import arrived, row_of
from tests.e2e.company import ADMIN, INSPECTOR, Company

pytestmark = pytest.mark.browser


def test_the_inbox_is_walked_by_the_keyboard(sit: Sit, company: Company) -> None:
    """j goes down, the preview follows, Enter opens; a press of the mouse looks first."""
    first, second = arrived(company, "WORK-KEYS-1"), arrived(company, "WORK-KEYS-2")
    desk = sit(INSPECTOR)
    desk.open("/inbox")
    preview = desk.page.get_by_role("complementary", name="选中的任务")
    row_of(desk, second).click()
    expect(preview).to_contain_text("WORK-KEYS-2")
    expect(preview.get_by_role("link", name="去判定")).to_be_visible()
    desk.shot("inbox")
    row_of(desk, first).focus()
    while desk.page.evaluate("document.activeElement.dataset.task") != second["id"]:
        desk.page.keyboard.press("j")
    expect(preview).to_contain_text("WORK-KEYS-2")
    desk.press("领取", within=preview)
    expect(row_of(desk, second)).to_contain_text("我已领取")
    expect(preview).to_contain_text("WORK-KEYS-2")
    row_of(desk, second).focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("h1")).to_have_text(second["number"])
    desk.press("取消领取")


def test_an_inbox_without_tasks_says_why(sit: Sit) -> None:
    desk = sit(ADMIN)
    desk.open("/")
    expect(desk.page.get_by_role("heading", name="都处理完了")).to_be_visible()
    desk.follow("我已处理的")
    expect(desk.page.get_by_text("您还没有处理过任务")).to_be_visible()


def test_rows_tell_lots_apart_on_the_desk_and_on_the_phone(sit: Sit, company: Company) -> None:
    task = arrived(company, "INBOX-LOT-7", "3600")
    for phone in (False, True):
        desk = sit(INSPECTOR, phone=phone)
        desk.open("/inbox")
        apart = row_of(desk, task).locator(".is-apart")
        expect(apart).to_have_text("INBOX-LOT-7 · 3,600 件")
        assert apart.evaluate("one => one.scrollWidth <= one.clientWidth"), "all of it is seen"
