"""Signing in, and never being asked twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.desk import Sit
from tests.e2e.company import BUYER
from tests.services.served import Served

pytestmark = pytest.mark.browser


def test_back_after_signing_in_asks_nobody_to_sign_in_again(
    browser: Browser, served: Served
) -> None:
    page = browser.new_context(locale="zh-CN", **PHONE).new_page()
    page.goto(f"{served.url}/sign-in?next=/lists/purchase_orders")
    page.fill("[name=login]", BUYER)
    page.fill("[name=password]", PASSWORD)
    page.locator("form button.is-primary").click()
    expect(page).to_have_url(re.compile("/lists/purchase_orders$"))
    page.goto(f"{served.url}/search")
    for _ in range(2):
        page.go_back()
        expect(page).to_have_url(re.compile("/lists/purchase_orders$"))
    expect(page.locator("h1")).to_have_text("采购订单")
    page.context.close()


def test_who_is_signed_in_goes_on_to_where_they_wanted(sit: Sit) -> None:
    desk = sit(BUYER)
    desk.open("/sign-in?next=/lists/arrivals")
    expect(desk.page).to_have_url(re.compile("/lists/arrivals$"))
    desk.open("/sign-in?next=//elsewhere.example/")
    expect(desk.page.locator(".dg-rail")).to_be_visible()


def test_what_is_not_typed_is_said_beside_its_field(browser: Browser, served: Served) -> None:
    """By the product in its language, not by a bubble of the browser in another."""
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{served.url}/sign-in?next=/lists/arrivals")
    page.locator("form button.is-primary").click()
    expect(page.locator("#login-wrong")).to_have_text("请输入账号")
    expect(page.locator("#password-wrong")).to_have_text("请输入密码")
    page.fill("[name=login]", BUYER)
    page.locator("form button.is-primary").click()
    expect(page.locator("#login-wrong")).to_have_count(0)
    expect(page.locator("#password-wrong")).to_have_text("请输入密码")
    expect(page.locator("#password")).to_be_focused()
    page.fill("[name=password]", PASSWORD)
    page.locator("form button.is-primary").click()
    expect(page).to_have_url(re.compile("/lists/arrivals$"))
    page.context.close()


@pytest.mark.parametrize("phone", [False, True])
def test_the_people_of_the_demonstration_stand_apart_from_the_button(
    browser: Browser, served: Served, phone: bool
) -> None:
    page = browser.new_context(locale="zh-CN", **(PHONE if phone else {})).new_page()
    page.goto(f"{served.url}/sign-in")
    form = page.locator(".dg-sign-in-box").bounding_box()
    people = page.locator(".dg-demo").bounding_box()
    assert form is not None and people is not None
    assert people["width"] == form["width"]
    assert people["y"] - form["y"] - form["height"] >= 12
    page.context.close()
