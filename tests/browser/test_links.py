"""Links to records are searched for: quickly, on slow lines, on the desk and on the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Sit
from tests.e2e.company import BUYER, WAREHOUSE, Company

pytestmark = pytest.mark.browser

# Answers to an empty search come when the next one has been answered already.
LATE = """const now = window.fetch;
window.fetch = async (at, more) => {
  const answer = await now(at, more);
  if (!/[?&]q=(&|$)/.test(at)) return answer;
  await new Promise((go) => setTimeout(go, 1500));
  setTimeout(() => (document.documentElement.dataset.late = ""), 100);
  return answer;
};"""


def _material(desk: Desk) -> None:
    """The list of materials of a new order's first line, open."""
    desk.open("/records/purchase_order/new")
    desk.field("lines.0.material").locator(".ts-control input").focus()


def test_a_late_answer_does_not_replace_what_is_searched_for_now(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.page.add_init_script(LATE)
    desk.open("/records/purchase_order/new")
    with desk.page.expect_request(lambda asked: "/options/material" in asked.url):
        desk.field("lines.0.material").locator(".ts-control input").focus()
    desk.page.keyboard.type("ljq")
    options = desk.page.locator(".ts-dropdown:visible .option")
    expect(options).to_have_count(1)
    expect(options).to_contain_text("J-114 连接器")
    expect(desk.page.locator("html[data-late]")).to_be_attached()
    expect(options).to_have_count(1)
    expect(options).to_contain_text("J-114 连接器")


def test_what_was_searched_for_before_is_found_again(sit: Sit) -> None:
    desk = sit(BUYER)
    _material(desk)
    options = desk.page.locator(".ts-dropdown:visible .option")
    desk.page.keyboard.type("ljq")
    expect(options).to_contain_text(["J-114 连接器"])
    desk.page.keyboard.type("x")
    desk.page.keyboard.press("Backspace")
    desk.page.wait_for_timeout(700)  # longer than the picker waits for the next key
    expect(options).to_contain_text(["J-114 连接器"])


@pytest.mark.parametrize("phone", [False, True])
def test_an_option_and_what_tells_it_apart_can_both_be_read(
    sit: Sit, company: Company, phone: bool
) -> None:
    order = company.approved_order()
    desk = sit(WAREHOUSE, phone=phone)
    desk.open(f"/records/arrival/new?fill.purchase_order={order['id']}")
    desk.field("lines.0.order_line").locator(".ts-control input").focus()
    option = desk.page.locator(".ts-dropdown:visible .option").first
    text, hint = option.locator("span"), option.locator("small")
    expect(text).to_contain_text(order["number"])
    expect(hint).to_contain_text("B-122 嵌件螺栓")
    desk.shot(f"option-{'phone' if phone else 'desk'}")
    desk.fits()
    for one in (text, hint):
        whole = one.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert whole, "nothing is cut"
    above, below = text.bounding_box(), hint.bounding_box()
    assert above is not None and below is not None
    assert above["y"] + above["height"] <= below["y"]
