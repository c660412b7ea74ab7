"""What people do with a record: refused, warned of, asked for more, deleted, made from another."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import RECORD, Sit
from tests.e2e.company import ADMIN, BUYER, MANAGER, WAREHOUSE, Company

pytestmark = pytest.mark.browser


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


def test_what_a_rule_warns_of_is_read_before_it_is_done(sit: Sit, company: Company) -> None:
    """More arrives than was ordered: the warehouse looks first; only a second press posts it."""
    order = company.approved_order(quantity="100")
    arrival = company.arrival(order, "T-OVER", "120")
    desk = sit(WAREHOUSE)
    desk.open(f"/records/arrival/{arrival['id']}")
    desk.press("审核到货")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("请先看一下")
    expect(dialog).to_contain_text("到货数量超过订单未交数量")
    desk.shot("warned")
    assert company.read(WAREHOUSE, "arrival", arrival["id"])["state"] == "draft"
    desk.press("审核到货", dialog)
    expect(desk.page.locator(".dg-record-head")).to_contain_text("已到货")
    happened = desk.page.get_by_role("region", name="动态")
    expect(happened).to_contain_text("到货数量超过订单未交数量")
    desk.shot("warned-timeline")


def test_what_a_flow_makes_shows_up_by_itself(sit: Sit, company: Company) -> None:
    """The arrival's inspection stands on its page as soon as the flow has made it."""
    order = company.approved_order(quantity="50")
    arrival = company.arrival(order, "T-FOLLOW", "50")
    desk = sit(WAREHOUSE)
    desk.open(f"/records/arrival/{arrival['id']}")
    desk.press("审核到货")
    expect(desk.page.locator(".dg-record-head")).to_contain_text("已到货")
    made = desk.page.locator("#related")
    expect(made).to_contain_text("检验单", timeout=15_000)
    expect(made).to_contain_text("IQC-")


def test_a_warning_stands_on_the_form_that_saves_and_does(sit: Sit, company: Company) -> None:
    order = company.approved_order(quantity="100")
    arrival = company.arrival(order, "T-FORM", "130")
    desk = sit(WAREHOUSE, phone=True)
    desk.open(f"/records/arrival/{arrival['id']}/edit")
    desk.press("保存并审核到货")
    told = desk.page.get_by_role("alert")
    expect(told).to_contain_text("到货数量超过订单未交数量")
    desk.fits()
    desk.shot("warned-form-phone")
    assert company.read(WAREHOUSE, "arrival", arrival["id"])["state"] == "draft"
    desk.press("保存并审核到货")
    expect(desk.page.locator(".dg-record-head")).to_contain_text("已到货")


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


def test_closing_an_order_says_what_it_does_and_asks(sit: Sit, company: Company) -> None:
    """Once goods have arrived the menu says why the order is not voided any more."""
    order = company.approved_order(quantity="100")
    company.posted_arrival(order, "T-CLOSE", "60")
    desk = sit(BUYER)
    desk.open(f"/records/purchase_order/{order['id']}")
    desk.page.get_by_label("更多").click()
    desk.page.get_by_role("button", name="作废…").click(force=True)
    expect(desk.page.locator("#toasts")).to_contain_text("已有到货，不能作废")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    desk.page.keyboard.press("Escape")
    desk.press("关闭", desk.page.locator(".dg-record-actions"))
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("未到货的预期检验会一并作废")
    desk.shot("record-confirms")
    assert company.read(BUYER, "purchase_order", order["id"])["state"] == "approved"
    desk.press("关闭", dialog.locator("footer"))
    expect(desk.page.locator(".dg-record-title")).to_contain_text("已关闭")


def test_voiding_asks_for_its_reason(sit: Sit, company: Company) -> None:
    """In the dialog, which stands open again; the verb itself is not struck through."""
    order = company.approved_order(quantity="100")
    desk = sit(BUYER)
    desk.open(f"/records/purchase_order/{order['id']}")
    desk.page.get_by_label("更多").click()
    desk.press("作废…")
    dialog = desk.page.get_by_role("dialog")
    desk.press("作废", dialog)
    desk.page.wait_for_url("**/void")
    expect(dialog.locator("#void-reason-wrong")).to_have_text("请写明原因，最多 500 个字符")
    expect(dialog.get_by_role("alert")).to_have_count(0)
    desk.shot("void-asks")
    dialog.get_by_label("原因").fill("重复下单")
    desk.press("作废", dialog)
    expect(desk.page).to_have_url(RECORD)
    entry = desk.page.locator(".dg-entry", has_text="重复下单")
    expect(entry).to_contain_text("作废")
    expect(entry.locator("s")).to_have_count(0)


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
    expect(desk.field("lines.0.material")).to_contain_text("B-122")
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
