"""Records as people fill them in, act on them and change them at the same time; all in Chinese."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.desk import Desk, Sit
from tests.e2e.company import ADMIN, BUYER, MANAGER, WAREHOUSE, Company

pytestmark = pytest.mark.browser

RECORD = re.compile(r"/records/[a-z_]+/[0-9a-f-]{36}$")


def _order_with_two_lines(desk: Desk, words: str, supplier: str) -> None:
    desk.open("/records/purchase_order/new")
    desk.choose("supplier", words, supplier)
    desk.choose("lines.0.material", "F-141", "F-141 锌铝涂层螺钉")
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
    expect(desk.page.locator("#toasts")).to_contain_text("新建")
    expect(desk.page.get_by_role("cell", name="1,000 件")).to_be_visible()
    happened = desk.page.get_by_role("region", name="动态")
    expect(happened).to_contain_text("吴静 审核")
    expect(happened).to_contain_text("草稿 → 已审核")
    # The inspections that follow show up by themselves, without the page being loaded again.
    desk.page.reload()
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
    desk.choose("supplier", "S-001", "S-001 苏州腾冠紧固件")
    desk.press("保存并审核")
    expect(desk.page).to_have_url(RECORD)
    expect(desk.page.locator(".dg-record-head")).to_contain_text("已审核")


def test_a_refused_action_is_explained_on_the_record(sit: Sit, company: Company) -> None:
    """The draft stays a draft; the record's page says why beside the supplier."""
    order = company.order(supplier="S-007")
    desk = sit(BUYER)
    desk.open(f"/records/purchase_order/{order['id']}")
    desk.press("审核")
    expect(desk.page.get_by_role("alert")).to_contain_text("供应商未合格")
    expect(desk.page.locator(".dg-pairs .dg-wrong")).to_contain_text(
        "order_needs_qualified_supplier@1"
    )
    expect(desk.page.locator(".dg-record-head")).to_contain_text("草稿")
    desk.shot("record-refused")


def test_what_a_rule_warns_of_is_said_once_after_it_is_done(sit: Sit, company: Company) -> None:
    """More arrives than was ordered: it is posted, and the warehouse hears of it."""
    order = company.approved_order(quantity="100")
    arrival = company.arrival(order, "T-OVER", "120")
    desk = sit(WAREHOUSE)
    desk.open(f"/records/arrival/{arrival['id']}")
    desk.press("审核到货")
    expect(desk.page.locator(".dg-record-head")).to_contain_text("已到货")
    warning = desk.page.locator("#toasts .tint-yellow")
    expect(warning).to_contain_text("到货数量超过订单未交数量")
    desk.shot("warned")
    desk.press("关闭", warning)
    expect(warning).to_have_count(0)
    desk.page.reload()
    expect(desk.page.locator("#toasts .dg-toast")).to_have_count(0)


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


def test_an_action_asks_for_what_it_needs(sit: Sit, company: Company) -> None:
    values = {"code": "S-902", "name": "嘉兴需要日期"}
    supplier = company.create(ADMIN, "supplier", values)
    desk = sit(MANAGER)
    desk.open(f"/records/supplier/{supplier['id']}")
    desk.press("评为合格")
    dialog = desk.page.get_by_role("dialog")
    desk.press("评为合格", dialog)
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.locator(".dg-wrong")).to_be_visible()
    desk.shot("record-asks")
    dialog.locator("input[type=date]").fill("2031-01-31")
    desk.press("评为合格", dialog)
    expect(desk.page.locator(".dg-record-head")).to_contain_text("合格")
    assert company.read(MANAGER, "supplier", supplier["id"])["state"] == "qualified"


def test_a_draft_is_deleted(sit: Sit, company: Company) -> None:
    order = company.order(quantity="7")
    desk = sit(BUYER)
    desk.open(f"/records/purchase_order/{order['id']}")
    desk.page.get_by_label("更多").click()
    desk.press("删除…")
    desk.press("删除", desk.page.get_by_role("dialog"))
    expect(desk.page).to_have_url(re.compile(r"/lists/purchase_orders"))
    expect(desk.page.locator("#toasts")).to_contain_text("已删除")
    gone = company.as_(BUYER).get(f"/api/records/purchase_order/{order['id']}")
    assert gone.status_code == 404


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


def test_an_arrival_is_entered_on_a_phone_from_its_order(sit: Sit, company: Company) -> None:
    """The next step is within reach of the thumb; only rows of that order are offered."""
    order = company.approved_order(quantity="300")
    company.approved_order(quantity="999")
    desk = sit(WAREHOUSE, phone=True)
    desk.open(f"/records/purchase_order/{order['id']}")
    desk.fits()
    make = desk.page.get_by_role("link", name="新建到货单")
    expect(make).to_be_in_viewport()
    desk.shot("record-phone")
    make.click()
    desk.page.wait_for_load_state("networkidle")
    expect(desk.field("purchase_order").locator(".ts-control")).to_contain_text(order["number"])
    expect(desk.field("supplier")).to_contain_text("S-001")
    desk.field("lines.0.order_line").locator(".ts-control").click()
    offered = desk.page.locator(".ts-dropdown:visible .option")
    expect(offered).to_have_count(1)
    expect(offered.first).to_contain_text("300 件")
    offered.first.click()
    expect(desk.field("lines.0.material")).to_contain_text("F-141")
    desk.fill("lines.0.batch", "PHONE-1")
    desk.fill("lines.0.quantity", "300")
    expect(desk.page.get_by_role("button", name="保存并审核到货")).to_be_in_viewport()
    desk.fits()
    desk.shot("arrival-phone")
    desk.press("保存并审核到货")
    expect(desk.page).to_have_url(RECORD)
    expect(desk.page.locator(".dg-record-title")).to_contain_text("已到货")
    # What follows in the background shows up by itself, then the page is quiet again.
    expect(desk.page.locator("#side").get_by_role("link", name="流程")).to_contain_text("1")
    expect(desk.page.locator("#side [hx-trigger]")).to_have_count(0, timeout=15_000)
    desk.fits()
