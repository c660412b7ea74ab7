"""Judging a lot: on the phone, by the keyboard, refused with a reason, and never twice; all in Chinese."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.work import arrived, choose_verdict, judge, open_task, row_of, state_of
from tests.e2e.company import INSPECTOR, Company, eventually

pytestmark = pytest.mark.browser


def test_an_inspector_judges_a_lot_on_the_phone(sit: Sit, company: Company) -> None:
    """From the inbox to the confirmed document and the next task, with a thumb."""
    task = arrived(company, "WORK-PHONE", "3600")
    desk = sit(INSPECTOR, phone=True)
    desk.open("/")
    row = row_of(desk, task)
    expect(row).to_contain_text("B-122 嵌件螺栓")
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
    judge(desk, "80")
    expect(page.get_by_role("heading", name=f"{task['number']} 合格")).to_be_visible()
    expect(page.locator(".dg-toast")).to_have_count(0)
    stock_in = page.locator(".dg-documents li", has_text="合格入库")
    expect(stock_in).to_contain_text("CGRK-")
    expect(stock_in).to_contain_text("已确认")
    expect(page.locator(".dg-decided")).to_contain_text("3,600 件")
    expect(page.get_by_role("link", name=re.compile("^下一条"))).to_be_visible()
    desk.fits()
    desk.shot("task-done-phone")
    desk.open("/inbox")
    expect(row_of(desk, task)).to_have_count(0)


def test_a_refused_verdict_says_why_beside_its_field(sit: Sit, company: Company) -> None:
    task = arrived(company, "WORK-MORE")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    desk.fill("accepted", "101")
    judge(desk)
    wrong = desk.field("accepted").locator(".dg-wrong")
    expect(wrong).to_contain_text("合格数量大于到货数量")
    expect(wrong).to_contain_text("judged_adds_up@1")
    expect(desk.field("sample_size").locator("input")).to_have_value("20")
    expect(desk.field("verdict").get_by_role("radio", name="合格", exact=True)).to_be_checked()
    desk.shot("task-refused")
    assert state_of(company, task) == "open"
    desk.fill("accepted", "100")
    desk.press("判定")
    expect(desk.page.locator(".dg-documents")).to_contain_text("CGRK-")


def test_defects_are_entered_by_the_keyboard_and_add_up(sit: Sit, company: Company) -> None:
    """Enter leads to the next line, the sum follows; nothing judged is missed."""
    task = arrived(company, "WORK-DEFECTS")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    desk.press("加一行")
    desk.field("defects.0.code").locator("select").select_option(index=1)
    pieces = desk.field("defects.0.pieces").locator("input")
    pieces.fill("2")
    pieces.press("Enter")
    desk.field("defects.1.code").locator("select").select_option(index=2)
    desk.fill("defects.1.pieces", "3")
    expect(desk.field("defective")).to_contain_text("5")
    choose_verdict(desk, "不合格")
    desk.press("判定")
    expect(desk.field("sample_size").locator(".dg-wrong")).to_be_visible()
    expect(desk.field("defects.1.pieces").locator("input")).to_have_value("3")
    judge(desk, verdict="不合格")
    expect(desk.page.locator(".dg-documents")).to_contain_text("移入待处理仓")


def test_sending_twice_judges_once(sit: Sit, company: Company) -> None:
    task = arrived(company, "WORK-TWICE")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    desk.fill("sample_size", "20")
    choose_verdict(desk, "合格")
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


@pytest.mark.parametrize("phone", [False, True])
def test_a_choice_is_taken_back_and_nothing_jumps(sit: Sit, company: Company, phone: bool) -> None:
    task = arrived(company, f"WORK-BACK-{phone}")
    desk = sit(INSPECTOR, phone=phone)
    open_task(desk, task)
    field, below = desk.field("appearance"), desk.field("dimensions")
    option = field.get_by_role("radio", name="符合", exact=True)
    place = below.bounding_box()
    taken_back = field.locator("label", has_text="清除")
    for how in ("press", "space", "word"):
        option.locator("..").click()
        expect(option).to_be_checked()
        desk.shot(f"choice-{'phone' if phone else 'desk'}")
        assert below.bounding_box() == place
        if how == "space":
            option.press(" ")
        else:
            (taken_back if how == "word" else option.locator("..")).click()
        expect(option).not_to_be_checked()
        assert below.bounding_box() == place


def test_a_doubtful_verdict_is_looked_at_before_the_goods_move(sit: Sit, company: Company) -> None:
    """Accepted though a check does not conform: nothing has moved until it is pressed again."""
    task = arrived(company, "WORK-DOUBT")
    desk = sit(INSPECTOR)
    open_task(desk, task)
    desk.field("appearance").locator("label", has_text=re.compile("^不符合$")).click()
    judge(desk)
    told = desk.page.get_by_role("alert")
    expect(told).to_contain_text("有检查项不符合，却判定了合格")
    expect(desk.field("verdict").locator(".dg-wrong.is-warning")).to_be_visible()
    desk.shot("task-warned")
    assert state_of(company, task) == "open"
    desk.press("判定")
    expect(desk.page.locator(".dg-documents")).to_contain_text("CGRK-")
