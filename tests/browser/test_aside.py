"""While measuring on the phone: a defect with its photo and a remark are a press away (05)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.readers import nothing_in_the_way
from tests.e2e.company import INSPECTOR, Company

pytestmark = pytest.mark.browser


def test_a_defect_is_noted_with_its_photo_and_the_entry_goes_on(sit: Sit, company: Company) -> None:
    order = company.approved_order(material="M-121", quantity="200", supplier="S-004")
    task = company.task_for(company.posted_arrival(order, "PHONE-ASIDE", "200"))
    desk = sit(INSPECTOR, phone=True)
    desk.open(f"/tasks/{task['id']}")
    row = desk.page.locator(".dg-one-aside")
    expect(row.get_by_role("button")).to_have_text(["拍照", "缺陷", "备注"])
    for button in row.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None and box["height"] >= 44
    desk.shot("aside-phone")
    desk.fits()
    nothing_in_the_way(desk)
    row.get_by_role("button", name="缺陷").tap()
    code = desk.page.locator("[name='defects.0.code']")
    expect(code).to_be_in_viewport()
    expect(desk.page.locator(".dg-one")).to_have_count(0)
    desk.shot("aside-defect")
    desk.press("继续录入", within=desk.field("defects"))
    expect(row.get_by_role("button", name="缺陷 1")).to_be_visible()
    row.get_by_role("button", name="备注").tap()
    remark = desk.page.locator("[name='remark']")
    expect(remark).to_be_focused()
    remark.fill("外包装受潮")
    remark.press("Tab")
    desk.press("继续录入", within=desk.field("remark"))
    row.get_by_role("button", name="拍照").tap()
    expect(desk.page.locator("[name='defects.1.code']")).to_be_attached()
    expect(desk.page.locator("dialog[open]")).to_be_visible()
    assert re.search("拍|照片|附件", desk.page.locator("dialog[open]").inner_text())
