"""Typing faster than the server answers, as a scanner does: what is meant is chosen all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.e2e.company import BUYER

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("key", ["Enter", "Tab"])
@pytest.mark.parametrize("words", ["S-002", "wztg"])
def test_a_scanned_code_is_chosen_when_the_answer_comes(sit: Sit, key: str, words: str) -> None:
    meant = {"S-002": "S-002 宁波恒瑞达精密", "wztg": "S-007 温州泰格金属"}[words]
    desk = sit(BUYER)
    desk.open("/records/purchase_order/new")
    desk.field("supplier").locator(".ts-control input").click()
    desk.page.keyboard.type(words)
    desk.page.keyboard.press(key)  # the search waits for a pause in typing: nothing is answered yet
    expect(desk.field("supplier").locator(".ts-control .item")).to_have_text(meant)
    assert desk.page.url.endswith("/records/purchase_order/new")


def test_what_could_mean_several_is_left_to_be_chosen(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.open("/records/purchase_order/new")
    box = desk.field("supplier").locator(".ts-control input")
    box.click()
    desk.page.keyboard.type("S-0")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".ts-dropdown:visible .option").first).to_be_visible()
    expect(desk.field("supplier").locator(".ts-control .item")).to_have_count(0)
