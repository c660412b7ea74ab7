"""A list as a board: at the desk all columns side by side, on the phone one at a time."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.work import arrived
from tests.e2e.company import INSPECTOR, WAREHOUSE, Company

pytestmark = pytest.mark.browser


def test_a_lot_that_arrives_is_a_card(sit: Sit, company: Company) -> None:
    arrived(company, "BRD-1")
    desk = sit(WAREHOUSE)
    desk.open("/lists/incoming_board")
    columns = desk.page.locator(".dg-board-column")
    expect(columns).to_have_count(5)
    card = columns.first.locator(".dg-board-card", has_text="BRD-1")
    expect(card.locator("time")).to_contain_text("分钟")
    desk.shot("board")
    desk.follow("表格")
    expect(desk.page.locator("tbody")).to_contain_text("BRD-1")
    desk.follow("看板", desk.page.get_by_role("navigation", name="查看方式"))
    card.locator("time").click()  # anywhere on the card
    desk.page.wait_for_url("**/records/inspection/*")


def test_waiting_goes_on_without_asking_the_server(sit: Sit, company: Company) -> None:
    arrived(company, "BRD-2")
    desk = sit(WAREHOUSE)
    desk.page.clock.install()
    desk.open("/lists/incoming_board?q=BRD-2")
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.page.clock.fast_forward("01:30:00")
    expect(desk.page.locator(".dg-board-card time").first).to_contain_text("1.5 小时")
    assert asked == []


def test_on_a_phone_a_column_is_chosen(sit: Sit, company: Company) -> None:
    arrived(company, "BRD-3")
    desk = sit(INSPECTOR, phone=True)
    desk.open("/lists/incoming_board?q=BRD-3")
    chips = desk.page.get_by_role("navigation", name="各栏")
    expect(desk.page.locator(".dg-board-column:visible")).to_have_count(1)
    expect(desk.page.locator(".dg-board-card:visible")).to_contain_text("BRD-3")
    desk.fits()
    desk.shot("board-phone")
    chips.get_by_role("link", name="检验中").click()
    expect(desk.page.locator(".dg-board-column:visible")).to_contain_text("暂无")
    expect(chips.locator("[aria-current]")).to_contain_text("检验中")
