"""Tasks change hands in the browser: a transfer on the phone, a stand-in, what was copied."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Sit
from tests.browser.work import arrived, judge, open_task, row_of
from tests.e2e.company import INSPECTOR, Company

pytestmark = pytest.mark.browser
OTHER = "liqiang"


def choose(desk: Desk, select: str, words: str) -> None:
    """Search a list of people and take the one who is found."""
    box = desk.page.locator(f"{select} + .ts-wrapper input")
    box.click()
    box.fill(words)
    option = desk.page.locator(".ts-dropdown .option", has_text=words)
    expect(option).to_have_count(1)
    expect(option).to_be_in_viewport(ratio=1)
    option.click()


def test_a_task_is_transferred_on_the_phone(sit: Sit, company: Company) -> None:
    """A sheet asks to whom and why; what is missing is said beside the field."""
    task = arrived(company, "PHONE-HAND-1")
    desk = sit(INSPECTOR, phone=True)
    open_task(desk, task)
    desk.page.locator(".dg-top summary[aria-label='更多']").click()
    desk.press("转办…")
    sheet = desk.page.get_by_role("dialog", name="转办这项待办")
    expect(sheet).to_be_in_viewport(ratio=1)
    desk.press("转办", within=sheet)
    expect(sheet).to_contain_text("请选择人员")
    expect(sheet).to_contain_text("请写明原因")
    choose(desk, "#transfer-person", "李强")
    desk.press("转办", within=sheet)
    expect(sheet).not_to_contain_text("请选择人员")
    expect(sheet).to_contain_text("李强")
    desk.shot("transfer-phone")
    desk.page.fill("#transfer-reason", "我在外地验货")
    desk.press("转办", within=sheet)
    desk.page.wait_for_url("**/inbox?told=transferred")
    expect(desk.page.get_by_role("status").filter(has_text="已转办")).to_be_visible()
    expect(row_of(desk, task)).to_have_count(0)
    other = sit(OTHER, phone=True)
    other.open("/notifications")
    other.page.get_by_role("button", name=re.compile("转办给您")).first.click()
    expect(other.page.locator("h1")).to_have_text(task["number"])
    expect(other.page.get_by_text("我在外地验货")).to_be_attached()
    judge(other)
    expect(other.page.locator("h2", has_text="合格")).to_be_visible()


def test_a_stand_in_is_named_on_the_phone_and_does_the_work(sit: Sit, company: Company) -> None:
    task = arrived(company, "PHONE-AWAY-1")
    desk = sit(INSPECTOR, phone=True)
    company.as_(INSPECTOR).post(f"/api/tasks/{task['id']}/claim")
    desk.open("/inbox")
    desk.page.get_by_role("navigation", name="主导航").get_by_text("我的").click()
    desk.follow("委托代办")
    expect(desk.page.get_by_text("目前没有委托")).to_be_visible()
    choose(desk, "#stand_in", "李强")
    desk.press("委托他人")
    expect(desk.page.get_by_text("请填写日期")).to_be_visible()
    desk.page.fill("#until", desk.page.input_value("#from"))
    desk.press("委托他人")
    expect(desk.page.get_by_text("生效中")).to_be_visible()
    desk.shot("stand-in-phone")
    other = sit(OTHER, phone=True)
    other.open("/inbox")
    expect(row_of(other, task)).to_contain_text("代 周敏")
    row_of(other, task).click()
    judge(other)
    expect(other.page.get_by_text("代 周敏").first).to_be_visible()
    other.follow("打开记录")
    expect(other.page.locator(".dg-timeline").get_by_text("代 周敏")).to_be_visible()
    desk.press("收回")
    expect(desk.page.get_by_text("目前没有委托")).to_be_visible()


def test_nothing_copied_is_said(sit: Sit) -> None:
    desk = sit(INSPECTOR)
    desk.open("/inbox")
    desk.follow("抄送我的")
    expect(desk.page.get_by_text("没有抄送给您的内容")).to_be_visible()
