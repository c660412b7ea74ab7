"""What a thumb reaches on a phone: sheets over the navigation, cards, steps that fit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.e2e.company import BUYER, WAREHOUSE, Company

pytestmark = pytest.mark.browser


def test_the_menu_of_a_record_opens_over_the_navigation(sit: Sit, company: Company) -> None:
    order = company.order()
    desk = sit(BUYER, phone=True)
    desk.open(f"/records/purchase_order/{order['id']}")
    bar = desk.page.locator(".dg-record-actions")
    edge, nav = bar.bounding_box(), desk.page.locator(".dg-rail").bounding_box()
    assert edge is not None and nav is not None
    assert edge["y"] + edge["height"] == nav["y"], "the bar stands on the navigation"
    bar.locator("summary").tap()
    desk.shot("record-menu-phone")
    desk.page.get_by_role("button", name="删除…").tap()
    expect(desk.page.get_by_role("dialog", name="删除")).to_be_visible()


def test_a_filter_opens_as_a_sheet_as_wide_as_the_phone(sit: Sit) -> None:
    desk = sit(BUYER, phone=True)
    desk.open("/lists/purchase_orders")
    desk.page.locator("summary", has_text="状态").tap()
    sheet = desk.page.locator(".dg-menu[open] .dg-float")
    box = sheet.bounding_box()
    assert box is not None and (box["x"], box["width"]) == (0, 390)
    desk.page.mouse.click(200, 200)
    expect(sheet).to_be_hidden()


def test_what_was_done_is_said_above_the_buttons_of_what_comes_next(
    sit: Sit, company: Company
) -> None:
    order = company.order()
    desk = sit(BUYER, phone=True)
    desk.open(f"/records/purchase_order/{order['id']}/edit")
    desk.press("保存并审核")
    toast = desk.page.locator(".dg-toast")
    expect(toast).to_contain_text(re.compile(r"^PO-SZ-\S+ 已审核"))
    desk.shot("told-phone")
    said, bar = toast.bounding_box(), desk.page.locator(".dg-top").bounding_box()
    assert said is not None and bar is not None
    assert bar["height"] <= said["y"] < 120, "right under the top bar"


def test_a_card_opens_its_record_wherever_it_is_tapped(sit: Sit, company: Company) -> None:
    order = company.approved_order()
    desk = sit(BUYER, phone=True)
    desk.open(f"/lists/purchase_orders?q={order['number']}")
    card = desk.page.locator("tr[data-row]")
    link = card.locator("td.is-title a").bounding_box()
    assert link is not None and link["height"] >= 40
    card.locator("td[data-label=创建时间]").tap()
    expect(desk.page).to_have_url(re.compile(order["id"]))
    desk.page.wait_for_load_state()  # a row is a way in once its script is there
    related = desk.page.locator(".dg-related li").first
    box = related.locator("a").bounding_box()
    assert box is not None and box["height"] >= 40
    related.locator("span.is-mute").first.tap()
    expect(desk.page).to_have_url(re.compile("/records/inspection/"))


def test_the_steps_of_a_record_fit_and_name_the_one_that_counts(sit: Sit, company: Company) -> None:
    """A reversal is where the record ended, not a success."""
    order = company.approved_order()
    arrival = company.posted_arrival(order, "P-STEPS", "10")
    company.act(WAREHOUSE, "arrival", arrival["id"], "reverse")
    desk = sit(WAREHOUSE, phone=True)
    for form, record, words in (
        ("purchase_order", order, "已审核"),
        ("arrival", arrival, "已反审核"),
    ):
        desk.open(f"/records/{form}/{record['id']}")
        strip = desk.page.locator(".dg-steps")
        assert strip.evaluate("one => one.scrollWidth <= one.clientWidth")
        expect(strip.locator("li")).to_have_count(3)
        expect(strip.locator(".dg-step-text", has_text=words)).to_be_in_viewport(ratio=1)
    expect(strip.locator("li").last).to_have_class(re.compile("is-stopped"))
    expect(strip.locator("li.is-done")).to_have_count(2)


def test_what_a_row_needs_is_marked(sit: Sit) -> None:
    for phone in (False, True):
        desk = sit(WAREHOUSE, phone=phone)
        desk.open("/records/arrival/new")
        head = desk.page.locator("[data-lines] th", has_text="供应商批次")
        cell = desk.field("lines.0.batch")
        said = (
            cell.evaluate("one => getComputedStyle(one, '::before').content")
            if phone
            else head.inner_text()
        )
        assert said.strip('"') == ("供应商批次 *" if phone else "供应商批次*")
