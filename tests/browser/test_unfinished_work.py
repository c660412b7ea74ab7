"""Work that is begun and not yet done: it belongs to who began it, and no typing is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk, Sit
from tests.browser.work import arrived, judge, open_task, row_of, state_of
from tests.e2e.company import INSPECTOR, MANAGER, Company

pytestmark = pytest.mark.browser

COLLEAGUE = "liqiang"
SIGN_IN = re.compile(r"/sign-in")


def test_what_is_begun_belongs_to_who_began_it(sit: Sit, company: Company) -> None:
    """Looking takes nothing, typing does; the colleague is told who has it, wherever they stand."""
    task = arrived(company, "WORK-TAKEN")
    mine, other = sit(INSPECTOR), sit(COLLEAGUE)
    open_task(mine, task)
    open_task(other, task)
    expect(mine.page.locator("#claim")).to_contain_text("等来料检验员领取")
    mine.fill("sample_size", "13")
    expect(mine.page.locator("#claim")).to_contain_text("我已领取")
    other.fill("sample_size", "20")
    expect(other.page.get_by_text("同事已领取这项任务。")).to_be_visible()
    expect(other.page.get_by_role("button", name="判定", exact=True)).to_be_hidden()
    other.shot("task-taken-while-typing")
    # Whoever pressed in the very moment is told as well.
    other.page.evaluate("""const act = document.querySelector("[form=entry][value=complete]");
        act.form.requestSubmit(act)""")
    expect(other.page.get_by_text("周敏 已领取这项任务。")).to_be_visible()
    expect(other.page.get_by_text("您填写的内容没有保存")).to_be_visible()
    expect(other.page.get_by_text("还没有填写内容")).to_be_visible()
    expect(other.page.get_by_role("button", name="判定", exact=True)).to_have_count(0)
    other.shot("task-taken")
    other.open("/inbox")
    expect(row_of(other, task)).to_have_count(0)
    assert state_of(company, task) == "open"
    mine.press("保存")
    expect(mine.page.locator("#toasts")).to_contain_text("已保存")
    mine.press("取消领取")
    expect(mine.page.locator("#claim")).to_contain_text("等来料检验员领取")
    open_task(other, task)
    expect(other.field("sample_size").locator("input")).to_have_value("13")


def test_what_a_colleague_saved_meanwhile_is_chosen_field_by_field(
    sit: Sit, company: Company
) -> None:
    """Nothing that was typed is lost, nothing the other one saved is overwritten unseen."""
    task = arrived(company, "WORK-BOTH")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    desk.fill("sample_size", "13")
    theirs = {"sample_size": 32, "remark": "加抽"}
    path = f"/api/records/inspection/{task['record']}"
    answer = company.as_(MANAGER).patch(path, json=theirs)
    assert answer.status_code == 200, answer.text
    judge(desk, sample="13")
    alert = desk.page.get_by_role("alert")
    expect(alert).to_contain_text("刚刚保存过这条记录")
    expect(desk.field("remark").locator("textarea")).to_have_value("加抽")
    expect(desk.field("verdict").get_by_role("radio", name="合格", exact=True)).to_be_checked()
    expect(desk.page.locator("[data-restore]")).to_have_count(0)  # what was typed stands here
    desk.shot("task-conflict")
    assert state_of(company, task) == "open"
    alert.get_by_role("radio", name="32").check()
    desk.press("判定")
    expect(desk.page.locator(".dg-documents")).to_contain_text("CGRK-")
    judged = company.read(MANAGER, "inspection", task["record"])
    assert (judged["sample_size"], judged["remark"], judged["verdict"]) == (32, "加抽", "accepted")


def test_what_was_typed_is_offered_again(sit: Sit, company: Company) -> None:
    """A page that is closed too early loses nothing, and what was saved is offered no more."""
    task = arrived(company, "WORK-DRAFT")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    desk.fill("sample_size", "32")
    expect(desk.page.locator("[data-kept]")).not_to_be_empty()
    desk.page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"
    open_task(desk, task)
    expect(desk.field("sample_size").locator("input")).to_have_value("")
    desk.press("恢复")
    expect(desk.field("sample_size").locator("input")).to_have_value("32")
    desk.press("保存")
    expect(desk.page.locator("#toasts")).to_contain_text("已保存")
    expect(desk.field("sample_size").locator("input")).to_have_value("32")
    expect(desk.page.get_by_role("button", name="恢复")).to_have_count(0)


def test_a_session_that_ended_costs_no_typing(sit: Sit, company: Company) -> None:
    task = arrived(company, "WORK-SESSION")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    with desk.page.expect_response("**/preview"):
        desk.fill("sample_size", "50")
    expect(desk.page.locator("#claim")).to_contain_text("我已领取")
    desk.page.context.clear_cookies()
    desk.press("判定")
    expect(desk.page).to_have_url(SIGN_IN)
    desk.page.fill("[name=login]", INSPECTOR)
    desk.page.fill("[name=password]", PASSWORD)
    desk.press("登录")
    expect(desk.page.locator("h1")).to_have_text(task["number"])
    desk.press("恢复")
    expect(desk.field("sample_size").locator("input")).to_have_value("50")
    # What was still asked in the background was rightly answered with "sign in".
    desk.faults[:] = [fault for fault in desk.faults if "401" not in fault]
    assert state_of(company, task) == "open"


def _sign_in_again(desk: Desk, tab: Page) -> None:
    """The same person signs in in another tab."""
    if not SIGN_IN.search(tab.url):
        tab.goto(f"{desk.url}/sign-in")
    tab.fill("[name=login]", INSPECTOR)
    tab.fill("[name=password]", PASSWORD)
    tab.get_by_role("button", name="登录", exact=True).click()
    tab.wait_for_url(re.compile(r"/inbox"))


def test_signing_in_in_another_tab_lets_the_work_go_on_here(sit: Sit, company: Company) -> None:
    """What the message promises: come back, press, and it is done."""
    task = arrived(company, "WORK-TAB")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    with desk.page.expect_response("**/preview"):
        desk.fill("sample_size", "20")
    desk.page.context.clear_cookies()
    desk.fill("remark", "会话中断")
    dialog = desk.page.get_by_role("dialog", name="登录已失效")
    expect(dialog).to_be_visible()
    with desk.page.context.expect_page() as opened:
        dialog.get_by_role("link", name="在新标签页登录").click()
    _sign_in_again(desk, opened.value)
    opened.value.close()
    if dialog.is_visible():
        desk.press("回到页面", dialog)
    judge(desk)
    expect(desk.page.locator(".dg-documents")).to_contain_text("CGRK-")
    judged = company.read(INSPECTOR, "inspection", task["record"])
    assert (judged["verdict"], judged["remark"]) == ("accepted", "会话中断")
    desk.faults[:] = [fault for fault in desk.faults if "401" not in fault]


def test_a_page_from_before_signing_in_anew_comes_back_filled_in(
    sit: Sit, company: Company
) -> None:
    task = arrived(company, "WORK-ANEW")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    # From here on the browser's cookie is another one.
    again: dict[str, str | float | bool] = {"login": INSPECTOR, "password": PASSWORD}
    assert desk.page.request.post(f"{desk.url}/sign-in", form=again).ok
    judge(desk)
    expect(desk.page.get_by_role("alert")).to_contain_text("重新登录过")
    expect(desk.field("verdict").get_by_role("radio", name="合格", exact=True)).to_be_checked()
    assert state_of(company, task) == "open"
    desk.press("判定")
    expect(desk.page.locator(".dg-documents")).to_contain_text("CGRK-")
    desk.faults[:] = [fault for fault in desk.faults if "403" not in fault]
