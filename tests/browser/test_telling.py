"""How one wants to be told, at the desk and on the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.readers import nothing_in_the_way

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_somebody_says_how_they_want_to_be_told(sit: Sit, phone: bool) -> None:
    desk = sit("zhaogang", phone=phone)
    desk.open("/notifications")
    desk.page.get_by_role("link", name="设置", exact=True).click()
    expect(desk.page.locator("h1")).to_have_text("通知设置")
    desk.fits()
    desk.shot(f"telling-{'phone' if phone else 'desk'}")
    nothing_in_the_way(desk)
    desk.page.fill("#mail", "赵刚")
    desk.press("保存")
    expect(desk.page.locator("#mail-wrong")).to_contain_text("这不是邮箱地址")
    desk.page.fill("#mail", "zhaogang@example.com")
    desk.page.fill("#digest_at", "17:30")
    desk.page.get_by_label("不合格品报告已登记").select_option(label="每日汇总邮件")
    recalled = desk.page.get_by_label("紧急放行")
    expect(recalled.locator("option", has_text="不通知")).to_have_count(0)
    desk.press("保存")
    expect(desk.page.locator("#mail")).to_have_value("zhaogang@example.com")
    expect(desk.page.get_by_label("不合格品报告已登记")).to_have_value("digest")
    desk.page.fill("#mail", "")
    desk.page.get_by_label("不合格品报告已登记").select_option(label="立即发邮件")
    desk.press("保存")
    expect(desk.page.locator("#mail")).to_have_value("")


def test_an_administrator_sees_that_all_mail_has_gone_out(sit: Sit) -> None:
    desk = sit("admin")
    desk.open("/mails")
    expect(desk.page.locator("main")).to_contain_text("邮件都已送出")
    nothing_in_the_way(desk)
