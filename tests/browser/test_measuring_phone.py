"""Readings filled in by thumb: a row at a time, with a keypad."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measuring import Watch, holds, tap
from tests.browser.station import (
    DOOR,
    HARD,
    LAMP,
    Station,
)

pytestmark = pytest.mark.browser


def test_a_row_at_a_time_with_the_keypad(watch: Watch, station: Station) -> None:
    one = station.round(DOOR, HARD, LAMP)
    desk = watch(one, phone=True)
    page = desk.page
    expect(page.locator(".dg-rail")).to_be_hidden()
    expect(page.locator(".dg-bottom")).to_be_hidden()
    page.get_by_role("button", name="全部合格").tap()
    expect(page.locator(".dg-one-head h2")).to_contain_text("冰粒硬度")
    tap(page, "2", "9", "1", "下一样本")
    tap(page, "正负号", "2", "5", ".", "5", "退格", "退格", "正负号", "4", "下一样本", "NA 不测")
    chips = page.locator(".dg-one-chips button")
    expect(chips.nth(0)).to_contain_text("291")
    expect(chips.nth(1)).to_contain_text("254")
    expect(chips.nth(1)).to_have_class(re.compile("is-near"))
    expect(chips.nth(2)).to_contain_text("NA")
    expect(page.locator(".dg-one-value")).to_contain_text("样本 4 / 8")
    for name in ("1", "下一样本", "退格"):
        box = page.locator(".dg-pad").get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None and box["height"] >= 60
    desk.fits()
    desk.shot("grid-phone")
    holds(station, one, 1, ["291", "254", "na"])


def test_from_row_to_row_and_on_to_the_rest(watch: Watch, station: Station) -> None:
    one = station.round(DOOR, HARD, LAMP)
    desk = watch(one, phone=True)
    page = desk.page
    page.get_by_role("button", name="下一项").first.tap()
    page.keyboard.type("300")  # a gauge that types
    page.keyboard.press("Enter")
    expect(page.locator(".dg-one-chips button").first).to_contain_text("300")
    page.get_by_role("button", name="下一项").first.tap()
    tap(page, "合格", "不合格")
    holds(station, one, 2, ["ok", "ng"])
    page.get_by_role("button", name="去下结论").tap()
    expect(page.locator(".dg-bottom")).to_be_visible()
    expect(page.locator(".dg-grid-item", has_text="冰粒硬度")).to_contain_text("1/8")
    desk.fits()
    desk.shot("grid-phone-rest")
    page.get_by_role("button", name="继续录入").tap()
    expect(page.locator(".dg-one")).to_be_visible()
