"""Work as people do it: inbox, task, verdict, what came of it, notices; all in Chinese."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk, Sit
from tests.e2e.company import BUYER, INSPECTOR, MANAGER, Company, eventually

pytestmark = pytest.mark.browser
COLLEAGUE = "liqiang"
SIGN_IN = re.compile(r"/sign-in")


def _task(company: Company, batch: str, quantity: str = "100") -> dict[str, Any]:
    """The task of an arrival that was posted just now, with the number of its inspection."""
    order = company.approved_order(quantity=quantity)
    task = company.task_for(company.posted_arrival(order, batch, quantity))
    number = company.read(INSPECTOR, "inspection", task["record"])["number"]
    return {**task, "number": number}


def _open(desk: Desk, task: dict[str, Any]) -> None:
    desk.open(f"/tasks/{task['id']}")
    expect(desk.page.locator("h1")).to_have_text(task["number"])


def _row(desk: Desk, task: dict[str, Any]) -> Locator:
    return desk.page.locator(".dg-task", has_text=task["number"])


def _verdict(desk: Desk, words: str) -> None:
    desk.field("verdict").locator("label", has_text=re.compile(f"^{words}$")).click()


def _judge(desk: Desk, sample: str = "20", verdict: str = "合格") -> None:
    desk.fill("sample_size", sample)
    _verdict(desk, verdict)
    desk.press("判定")


def _state(company: Company, task: dict[str, Any]) -> str:
    return str(company.read(INSPECTOR, "inspection", task["record"])["state"])


def test_an_inspector_judges_a_lot_on_the_phone(sit: Sit, company: Company) -> None:
    """From the inbox to the confirmed document and the next task, with a thumb."""
    task = _task(company, "WORK-PHONE", "3600")
    desk = sit(INSPECTOR, phone=True)
    desk.open("/")
    row = _row(desk, task)
    expect(row).to_contain_text("F-141 锌铝涂层螺钉")
    expect(row).to_contain_text("还剩")
    desk.fits()
    desk.shot("inbox-phone")
    row.get_by_text("去判定").click()
    page = desk.page
    expect(page.get_by_role("group", name="相关内容")).to_contain_text("WORK-PHONE")
    expect(page.locator(".dg-rail")).to_be_hidden()
    desk.fits()
    for name in ("保存", "判定"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None and box["height"] >= 44, name
    desk.shot("task-phone")
    _judge(desk, "80")
    expect(page.get_by_role("heading", name=f"{task['number']} 已完成判定")).to_be_visible()
    stock_in = page.locator(".dg-documents li", has_text="合格入库")
    expect(stock_in).to_contain_text("CGRK-")
    expect(stock_in).to_contain_text("已确认")
    expect(page.locator(".dg-decided")).to_contain_text("3,600 件")
    expect(page.get_by_role("link", name=re.compile("^下一条"))).to_be_visible()
    desk.fits()
    desk.shot("task-done-phone")
    desk.open("/inbox")
    expect(_row(desk, task)).to_have_count(0)


def test_what_is_begun_belongs_to_who_began_it(sit: Sit, company: Company) -> None:
    """Looking takes nothing, typing does; the colleague is told who has it, wherever they stand."""
    task = _task(company, "WORK-TAKEN")
    mine, other = sit(INSPECTOR), sit(COLLEAGUE)
    _open(mine, task)
    _open(other, task)
    expect(mine.page.locator("#claim")).to_contain_text("等来料检验员领取")
    mine.fill("sample_size", "13")
    expect(mine.page.locator("#claim")).to_contain_text("我已领取")
    _judge(other)
    expect(other.page.get_by_text("周敏 已领取这项任务。")).to_be_visible()
    expect(other.page.get_by_text("您填写的内容没有保存。")).to_be_visible()
    expect(other.page.get_by_role("button", name="判定", exact=True)).to_have_count(0)
    other.shot("task-taken")
    other.open("/inbox")
    expect(_row(other, task)).to_have_count(0)
    assert _state(company, task) == "open"
    mine.press("保存")
    expect(mine.page.locator("#toasts")).to_contain_text("已保存")
    mine.press("退回")
    expect(mine.page.locator("#claim")).to_contain_text("等来料检验员领取")
    _open(other, task)
    expect(other.field("sample_size").locator("input")).to_have_value("13")


def test_what_a_colleague_saved_meanwhile_is_chosen_field_by_field(
    sit: Sit, company: Company
) -> None:
    """Nothing that was typed is lost, nothing the other one saved is overwritten unseen."""
    task = _task(company, "WORK-BOTH")
    desk = sit(INSPECTOR)
    _open(desk, task)
    desk.fill("sample_size", "13")
    theirs = {"sample_size": 32, "remark": "加抽"}
    path = f"/api/records/inspection/{task['record']}"
    answer = company.as_(MANAGER).patch(path, json=theirs)
    assert answer.status_code == 200, answer.text
    _judge(desk, sample="13")
    alert = desk.page.get_by_role("alert")
    expect(alert).to_contain_text("刚刚保存过这条记录")
    expect(desk.field("remark").locator("textarea")).to_have_value("加抽")
    expect(desk.field("verdict").get_by_role("radio", name="合格", exact=True)).to_be_checked()
    expect(desk.page.locator("[data-restore]")).to_have_count(0)  # what was typed stands here
    desk.shot("task-conflict")
    assert _state(company, task) == "open"
    alert.get_by_role("radio", name="32").check()
    desk.press("判定")
    expect(desk.page.locator(".dg-documents")).to_contain_text("CGRK-")
    judged = company.read(MANAGER, "inspection", task["record"])
    assert (judged["sample_size"], judged["remark"], judged["verdict"]) == (32, "加抽", "accepted")


def test_a_refused_verdict_says_why_beside_its_field(sit: Sit, company: Company) -> None:
    task = _task(company, "WORK-MORE")
    desk = sit(INSPECTOR)
    _open(desk, task)
    desk.fill("accepted", "101")
    _judge(desk)
    wrong = desk.field("accepted").locator(".dg-wrong")
    expect(wrong).to_contain_text("合格与不合格数量之和大于到货数量")
    expect(wrong).to_contain_text("judged_adds_up@1")
    expect(desk.field("sample_size").locator("input")).to_have_value("20")
    expect(desk.field("verdict").get_by_role("radio", name="合格", exact=True)).to_be_checked()
    desk.shot("task-refused")
    assert _state(company, task) == "open"
    desk.fill("accepted", "100")
    desk.press("判定")
    expect(desk.page.locator(".dg-documents")).to_contain_text("CGRK-")


def test_defects_are_entered_by_the_keyboard_and_add_up(sit: Sit, company: Company) -> None:
    """Enter leads to the next line, the sum follows; nothing judged is missed."""
    task = _task(company, "WORK-DEFECTS")
    desk = sit(INSPECTOR)
    _open(desk, task)
    desk.press("加一行")
    desk.field("defects.0.code").locator("select").select_option(index=1)
    pieces = desk.field("defects.0.pieces").locator("input")
    pieces.fill("2")
    pieces.press("Enter")
    desk.field("defects.1.code").locator("select").select_option(index=2)
    desk.fill("defects.1.pieces", "3")
    expect(desk.field("defective")).to_contain_text("5")
    _verdict(desk, "不合格")
    desk.press("判定")
    expect(desk.field("sample_size").locator(".dg-wrong")).to_be_visible()
    expect(desk.field("defects.1.pieces").locator("input")).to_have_value("3")
    _judge(desk, verdict="不合格")
    expect(desk.page.locator(".dg-documents")).to_contain_text("移入待处理仓")


def test_what_was_typed_is_offered_again(sit: Sit, company: Company) -> None:
    """A page that is closed too early loses nothing, and what was saved is offered no more."""
    task = _task(company, "WORK-DRAFT")
    desk = sit(INSPECTOR)
    _open(desk, task)
    desk.fill("sample_size", "32")
    expect(desk.page.locator("[data-kept]")).not_to_be_empty()
    desk.page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"
    _open(desk, task)
    expect(desk.field("sample_size").locator("input")).to_have_value("")
    desk.press("恢复")
    expect(desk.field("sample_size").locator("input")).to_have_value("32")
    desk.press("保存")
    expect(desk.page.locator("#toasts")).to_contain_text("已保存")
    expect(desk.field("sample_size").locator("input")).to_have_value("32")
    expect(desk.page.get_by_role("button", name="恢复")).to_have_count(0)


def test_a_session_that_ended_costs_no_typing(sit: Sit, company: Company) -> None:
    task = _task(company, "WORK-SESSION")
    desk = sit(INSPECTOR)
    _open(desk, task)
    desk.fill("sample_size", "50")
    expect(desk.page.locator("#claim")).to_contain_text("我已领取")
    desk.page.wait_for_load_state("networkidle")
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
    assert _state(company, task) == "open"


def test_sending_twice_judges_once(sit: Sit, company: Company) -> None:
    task = _task(company, "WORK-TWICE")
    desk = sit(INSPECTOR)
    _open(desk, task)
    desk.fill("sample_size", "20")
    _verdict(desk, "合格")
    answers = desk.page.evaluate(
        """async () => {
             const form = document.getElementById("entry");
             const body = new URLSearchParams(new FormData(form));
             body.set("_do", "complete");
             const send = () => fetch(form.action, { method: "POST", body });
             return (await Promise.all([send(), send()])).map((one) => [one.status, one.url]);
           }"""
    )
    assert [status for status, _ in answers] == [200, 200]
    assert all(url.endswith(f"/tasks/{task['id']}?told=done") for _, url in answers)
    eventually(lambda: company.stock("WORK-TWICE") == {"good": "100"} or None, "stock moved once")
    operations = [one["operation"] for one in company.messages_about(task["record"])]
    assert sorted(operations) == ["arrival.put_result", "stock.accept"]


def test_the_inbox_is_walked_by_the_keyboard(sit: Sit, company: Company) -> None:
    """j goes down, the preview follows, Enter opens; a press of the mouse looks first."""
    first, second = _task(company, "WORK-KEYS-1"), _task(company, "WORK-KEYS-2")
    desk = sit(INSPECTOR)
    desk.open("/inbox")
    preview = desk.page.get_by_role("complementary", name="选中的任务")
    _row(desk, second).click()
    expect(preview).to_contain_text("WORK-KEYS-2")
    expect(preview.get_by_role("link", name="去判定")).to_be_visible()
    desk.shot("inbox")
    _row(desk, first).focus()
    while desk.page.evaluate("document.activeElement.dataset.task") != second["id"]:
        desk.page.keyboard.press("j")
    expect(preview).to_contain_text("WORK-KEYS-2")
    desk.press("领取", within=preview)
    expect(_row(desk, second)).to_contain_text("我已领取")
    expect(preview).to_contain_text("WORK-KEYS-2")
    _row(desk, second).focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("h1")).to_have_text(second["number"])
    desk.press("退回")


def test_an_inbox_without_tasks_says_why(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.open("/")
    expect(desk.page.get_by_role("heading", name="都处理完了")).to_be_visible()
    desk.follow("我已处理的")
    expect(desk.page.get_by_text("您还没有处理过任务")).to_be_visible()


def test_journal_and_flow_tell_what_happened(sit: Sit, company: Company) -> None:
    """Planned, sent, confirmed; and the way the flow took."""
    task = _task(company, "WORK-JOURNAL")
    assert company.judge(task, "accepted").status_code == 200
    eventually(lambda: company.stock("WORK-JOURNAL") == {"good": "100"} or None, "in stock")
    desk = sit(MANAGER)
    desk.open("/messages?operation=stock.accept")
    desk.page.locator("[data-open]").first.click()
    passage = desk.page.locator(".dg-passage")
    for words in ("待发送", "已发送", "已确认"):
        expect(passage).to_contain_text(words)
    expect(passage).to_contain_text("CGRK-")
    why = desk.page.locator(".dg-causes li")
    expect(why.first).to_contain_text("何丽")
    expect(why.last).to_contain_text("来料检验")
    desk.open(f"/instances/{task['instance']}")
    way = desk.page.get_by_role("region", name="流程走向")
    expect(way.locator(".dg-flow-node", has_text="合格入库")).to_contain_text("已确认")
    expect(way.locator(".dg-flow-way", has_text="判定 = 合格")).to_contain_text("命中")
    expect(way.locator(".dg-flow-way", has_text="不合格数量 > 0")).to_contain_text("未走")
    skipped = way.locator(".dg-flow-step.is-skipped", has_text="移入待处理仓").last
    expect(skipped).to_contain_text("已跳过")


def test_people_are_told_once_and_the_bell_is_quiet_after(sit: Sit, company: Company) -> None:
    task = _task(company, "WORK-NOTICE")
    assert company.judge(task, "rejected").status_code == 200
    reports = eventually(
        lambda: company.find(MANAGER, "nonconformance", "batch == 'WORK-NOTICE'"), "the report"
    )
    desk = sit(BUYER)
    desk.open("/notifications")
    expect(desk.page.locator(".dg-bell-dot")).to_be_visible()
    notice = desk.page.get_by_role("button", name=re.compile(reports[0]["number"]))
    expect(notice).to_contain_text("未读")
    desk.shot("notices")
    notice.click()
    expect(desk.page.locator("h1")).to_contain_text(reports[0]["number"])
    desk.open("/notifications")
    expect(notice).not_to_contain_text("未读")
    desk.press("全部标为已读")
    expect(desk.page.locator(".dg-bell-dot")).to_have_count(0)
    expect(desk.page.get_by_text("未读", exact=True)).to_have_count(0)
