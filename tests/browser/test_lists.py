"""Lists as people narrow, sort and search them; in Chinese, then in English."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.e2e.company import BUYER, INSPECTOR, WAREHOUSE, Company

pytestmark = pytest.mark.browser


def test_a_list_is_narrowed_sorted_searched_and_turned(sit: Sit, company: Company) -> None:
    for n in range(51):
        company.order(purpose="trial", quantity=str(n + 1))
    desk = sit(BUYER)
    desk.open("/lists/purchase_orders")
    rows = desk.page.locator("tbody tr")
    chips = desk.page.get_by_role("group", name="筛选")
    chips.locator("summary", has_text="订单用途").click()
    desk.follow("试制", chips)
    expect(chips.get_by_role("link", name="订单用途 试制")).to_be_visible()
    expect(rows).to_have_count(50)
    pager = desk.page.locator(".dg-pager")
    expect(pager).to_contain_text("第 1–50 条，共 51 条")
    expect(rows.first).to_contain_text("S-001 苏州腾冠紧固件 · ¥ 25.50")  # a draft has no number
    desk.page.get_by_role("link", name="金额").click()
    expect(rows.first).to_contain_text("¥ 0.50")
    desk.page.get_by_role("link", name="金额").click()
    expect(rows.first).to_contain_text("¥ 25.50")
    desk.follow("下一页")
    expect(rows).to_have_count(1)
    expect(pager).to_contain_text("第 51–51 条，共 51 条")
    expect(rows.first).to_contain_text("¥ 0.50")
    desk.follow("上一页")
    expect(rows.first).to_contain_text("¥ 25.50")
    desk.follow("清空")
    search = desk.page.get_by_role("searchbox", name="在结果中搜")
    search.fill("PO-SZ")
    search.press("Enter")
    expect(rows.first).to_contain_text("PO-SZ")
    expect(desk.page.locator("tbody")).not_to_contain_text("未编号")
    desk.shot("list")


def test_an_empty_list_names_the_condition_that_empties_it(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.open("/lists/suppliers?f.state=rejected&q=S-001")
    expect(desk.page.locator(".dg-empty")).to_contain_text("没有符合条件的记录")
    expect(desk.page.locator(".dg-empty")).to_contain_text("状态 不合格")
    desk.shot("list-empty")
    desk.follow("去掉这个条件")
    expect(desk.page.locator("tbody tr")).to_have_count(1)


def test_names_from_outside_narrow_nothing(sit: Sit) -> None:
    """A filter on what the person may not see, or on what there is not, is left out."""
    desk = sit(WAREHOUSE)
    desk.open("/lists/purchase_orders?f.amount=1&f.nothing=1&f.state=%27+or+1&sort=amount")
    expect(desk.page.locator("tbody tr").first).to_be_visible()
    expect(desk.page.locator("thead")).not_to_contain_text("金额")


def test_a_list_on_a_phone_is_cards(sit: Sit) -> None:
    desk = sit(WAREHOUSE, phone=True)
    desk.open("/lists/purchase_orders")
    desk.fits()
    first = desk.page.locator("tbody tr").first
    expect(first.locator("td.is-state")).to_be_visible()
    box = first.bounding_box()
    assert box is not None
    assert box["height"] > 60, "a card, not a line"
    desk.shot("list-phone")


def test_search_finds_across_forms(sit: Sit, company: Company) -> None:
    order = company.approved_order()
    desk = sit(BUYER)
    desk.open("/search")
    box = desk.page.locator("main input[name=q]")
    box.fill(order["number"])
    box.press("Enter")
    found = desk.page.locator("main").get_by_role("link", name=order["number"])
    expect(found).to_be_visible()
    desk.shot("search")
    found.click()
    expect(desk.page).to_have_url(re.compile(order["id"]))


def test_pages_speak_english_too(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.open("/lists/purchase_orders")
    desk.page.locator(".dg-top .dg-me").click()
    desk.page.locator(".dg-top").get_by_role("button", name="EN").click()
    expect(desk.page.locator("h1")).to_have_text("Purchase orders")
    expect(desk.page.locator("thead")).to_contain_text("Supplier")
    desk.shot("list-en")
    desk.page.locator(".dg-top .dg-me").click()
    desk.page.locator(".dg-top").get_by_role("button", name="中文").click()
    expect(desk.page.locator("h1")).to_have_text("采购订单")


def test_a_row_opens_its_record_wherever_it_is_pressed(sit: Sit, company: Company) -> None:
    order = company.approved_order()
    desk = sit(BUYER)
    desk.open(f"/lists/purchase_orders?q={order['number']}")
    row, start = desk.page.locator("tr[data-row]"), desk.page.url
    made = row.locator("td[data-label=创建时间]")
    for how in ({"button": "middle"}, {"modifiers": ["Control"]}):
        with desk.page.context.expect_page() as opened:
            made.click(**how)
        expect(opened.value).to_have_url(re.compile(order["id"]))
        opened.value.close()
    box = made.bounding_box()
    assert box is not None
    desk.page.mouse.move(box["x"] + 12, box["y"] + 18)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 60, box["y"] + 18)
    desk.page.mouse.up()
    assert desk.page.evaluate("String(getSelection())"), "text can be marked"
    expect(desk.page).to_have_url(start)
    row.get_by_role("link", name="S-001 苏州腾冠紧固件").click()
    expect(desk.page).to_have_url(re.compile("/records/supplier/"))
    desk.open(start.removeprefix(desk.url))
    made.click()
    expect(desk.page).to_have_url(re.compile(order["id"]))


def test_a_long_text_leaves_room_for_the_columns_after_it(sit: Sit, company: Company) -> None:
    batch = "超长批次" * 10
    company.task_for(company.posted_arrival(company.approved_order(), batch, "10"))
    desk = sit(INSPECTOR)
    desk.open("/lists/inspections?q=" + batch)
    cell = desk.page.locator("td", has_text=batch).last
    expect(cell).to_have_attribute("title", batch)
    expect(desk.page.locator("thead th").last).to_be_in_viewport(ratio=1)
    desk.shot("list-long-batch")
