"""Records as people fill them in: sums, refusals, two at the same time, leaving; all in Chinese."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.desk import RECORD, Desk, Sit
from tests.e2e.company import ADMIN, BUYER, MANAGER, Company

pytestmark = pytest.mark.browser


def _order_with_two_lines(desk: Desk, words: str, supplier: str) -> None:
    desk.open("/records/purchase_order/new")
    desk.choose("supplier", words, supplier)
    desk.choose("lines.0.material", "B-122", "B-122 嵌件螺栓")
    desk.fill("lines.0.quantity", "1,000")
    desk.fill("lines.0.price", "0.5")
    desk.press("加一行")
    desk.choose("lines.1.material", "ljq", "J-114 连接器")
    desk.fill("lines.1.quantity", "20")
    desk.fill("lines.1.price", "3")


def test_an_order_with_two_lines_is_saved_and_approved(sit: Sit) -> None:
    """Amounts and units appear while one types; one press saves and approves."""
    desk = sit(BUYER)
    _order_with_two_lines(desk, "腾冠", "S-001 苏州腾冠紧固件")
    expect(desk.field("amount")).to_contain_text("¥ 560.00")
    expect(desk.field("lines.1.quantity")).to_contain_text("件")
    desk.shot("order-filled-in")
    desk.press("保存并审核")
    expect(desk.page).to_have_url(RECORD)
    head = desk.page.locator(".dg-record-head")
    expect(head).to_contain_text("已审核")
    expect(desk.page.locator("h1")).to_contain_text("PO-SZ-")
    expect(desk.page.locator("#toasts")).to_have_text(re.compile(r"^PO-SZ-\S+ 已审核$"))
    expect(desk.page.get_by_role("cell", name="1,000 件")).to_be_visible()
    happened = desk.page.get_by_role("region", name="动态")
    expect(happened).to_contain_text("吴静 审核")
    expect(happened).to_contain_text("草稿 → 已审核")
    # The inspections that follow show up by themselves, without the page being loaded again.
    expect(desk.page.locator(".dg-pane")).to_contain_text("待到货")
    desk.shot("order-approved")


def test_a_computed_amount_says_why_on_the_desk_and_on_the_phone(sit: Sit) -> None:
    """F2, picture 04b: a press on the mark shows the formula, its values, and what they came to."""
    for phone in (False, True):
        desk = sit(BUYER, phone=phone)
        desk.open("/lists/purchase_orders")
        desk.page.locator("a[href^='/records/purchase_order/']", has_text="PO-").first.click()
        why = desk.page.get_by_role("link", name="为什么金额是")
        for _ in range(2):  # it opens again after it was closed
            why.click()
            told = desk.page.get_by_role("dialog", name="为什么金额是")
            expect(told).to_contain_text("sum(明细, 数量 × 单价)")
            expect(told.locator("li", has_text="第 1 行").first).to_contain_text("数量 × 单价")
            expect(told.locator("li").last).to_contain_text("¥")
            desk.fits()
            desk.shot(f"why-{'phone' if phone else 'desk'}")
            desk.page.keyboard.press("Escape")
            expect(told).to_be_hidden()
        desk.open(why.get_attribute("href") or "")
        expect(desk.page.locator("h1")).to_contain_text("为什么金额是")


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(sit: Sit) -> None:
    desk = sit(BUYER)
    _order_with_two_lines(desk, "wztg", "S-007 温州泰格金属")
    desk.press("保存并审核")
    supplier = desk.field("supplier")
    expect(supplier.locator(".dg-wrong")).to_contain_text("供应商未合格")
    expect(supplier.locator(".dg-wrong")).to_contain_text("order_needs_qualified_supplier@1")
    expect(desk.page.get_by_role("alert")).to_contain_text("供应商未合格")
    expect(desk.field("lines.1.quantity").locator("input.dg-input")).to_have_value("20")
    expect(desk.field("amount")).to_contain_text("¥ 560.00")
    desk.shot("order-refused")
    desk.page.wait_for_load_state()
    # The rule looked at the purpose too: it may be content now, so it is silent until asked again.
    desk.field("purpose").locator("select").select_option("sample")
    expect(supplier.locator(".dg-wrong")).to_have_count(0)
    expect(desk.page.get_by_role("alert")).to_have_count(0)
    expect(supplier.locator("[aria-invalid=true]")).to_have_count(0)
    desk.press("保存并审核")
    expect(desk.page).to_have_url(RECORD)
    expect(desk.page.locator(".dg-record-head")).to_contain_text("已审核")


def test_what_a_field_lacks_is_said_until_that_field_is_filled_in(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.open("/records/purchase_order/new")
    desk.press("保存并审核")
    supplier, quantity = desk.field("supplier"), desk.field("lines.0.quantity")
    expect(supplier.locator(".dg-wrong")).to_be_visible()
    expect(quantity.locator(".dg-wrong")).to_be_visible()
    desk.fill("lines.0.quantity", "5")
    expect(quantity.locator(".dg-wrong")).to_have_count(0)
    expect(supplier.locator(".dg-wrong")).to_be_visible()
    alert = desk.page.get_by_role("alert")
    expect(alert).to_contain_text("供应商")
    expect(alert).not_to_contain_text("数量")


def test_two_people_change_the_same_record(sit: Sit, company: Company) -> None:
    """Nothing is lost: each difference is shown, and the person chooses."""
    values = {"code": "S-901", "name": "台州双人阀门", "contact": "甲", "phone": "1"}
    supplier = company.create(ADMIN, "supplier", values)
    desk = sit(MANAGER)
    desk.open(f"/records/supplier/{supplier['id']}/edit")
    desk.fill("contact", "丙")
    theirs = {"contact": "乙", "phone": "2"}
    answer = company.as_(ADMIN).patch(f"/api/records/supplier/{supplier['id']}", json=theirs)
    assert answer.status_code == 200, answer.text
    desk.fill("remark", "我写的备注")
    desk.press("保存")
    alert = desk.page.get_by_role("alert")
    expect(alert).to_contain_text("刚刚保存过这条记录")
    expect(desk.field("phone").locator("input")).to_have_value("2")
    expect(desk.field("contact").locator("input")).to_have_value("丙")
    desk.shot("record-conflict")
    alert.get_by_role("radio", name="乙").check()
    desk.press("保存")
    expect(desk.page).to_have_url(RECORD)
    stored = company.read(MANAGER, "supplier", supplier["id"])
    assert (stored["contact"], stored["phone"]) == ("乙", "2")
    assert stored["remark"] == "我写的备注"


def test_leaving_a_changed_form_is_warned_of(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.open("/records/purchase_order/new")
    desk.fill("lines.0.quantity", "5")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.page.on("dialog", answer)
    desk.page.locator(".dg-rail a.dg-rail-item", has_text="到货").click()
    expect(desk.page).to_have_url(re.compile("/lists/arrivals"))
    assert asked == ["beforeunload"]


def test_a_text_too_long_is_said_to_be_cut_and_a_long_one_shown_in_part(
    sit: Sit, company: Company
) -> None:
    supplier = company.create(ADMIN, "supplier", {"code": "S-903", "name": "常州长文本"})
    desk = sit(MANAGER)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.open(f"/records/supplier/{supplier['id']}/edit")
    remark = desk.field("remark").locator("input, textarea").first
    most = int(remark.get_attribute("maxlength") or 0)
    remark.fill("长" * (most - 10))
    expect(desk.field("remark")).to_contain_text(f"{most - 10} / {most} 字")
    desk.page.evaluate("navigator.clipboard.writeText('文'.repeat(30))")
    remark.press("Control+v")
    expect(desk.field("remark")).to_contain_text("多出的 20 字没有粘贴进来")
    desk.press("保存")
    change = desk.page.get_by_role("region", name="动态").locator(".dg-clip")
    short = change.bounding_box()
    assert short is not None and short["height"] < 120
    change.get_by_text("展开全文").click()
    whole = change.bounding_box()
    assert whole is not None and whole["height"] > short["height"]
    expect(change).to_contain_text("文" * 10)
