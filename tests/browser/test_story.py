"""B2, the whole story in one walk, on phones and in Chinese: buyer, warehouse, inspector, manager."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Sit
from tests.e2e.company import BUYER, INSPECTOR, MANAGER, WAREHOUSE

pytestmark = pytest.mark.browser
BATCH = "STORY-2611"


def _buyer_orders(desk: Desk) -> str:
    """Buys from a supplier that is not qualified, is refused beside the field, takes another."""
    desk.open("/records/purchase_order/new")
    desk.choose("supplier", "wztg", "S-007 温州泰格金属")
    desk.choose("lines.0.material", "B-122", "B-122 嵌件螺栓")
    desk.fill("lines.0.quantity", "800")
    desk.press("保存并审核")
    expect(desk.field("supplier").locator(".dg-wrong")).to_contain_text("供应商未合格")
    desk.choose("supplier", "S-001", "S-001 苏州腾冠紧固件")
    desk.press("保存并审核")
    expect(desk.page.locator(".dg-record-head")).to_contain_text("已审核")
    desk.fits()
    return str(desk.page.locator("h1").text_content()).strip()


def _warehouse_posts(desk: Desk, order: str) -> None:
    """Finds the order in the list and posts what came for it."""
    desk.open(f"/lists/purchase_orders?q={order}")
    desk.page.get_by_role("link", name=re.compile(order)).first.click()
    desk.page.get_by_role("link", name="新建到货单").click()
    desk.page.wait_for_load_state("networkidle")
    row = desk.field("lines.0.order_line")
    row.locator(".ts-control").click()
    desk.page.locator(".ts-dropdown:visible .option").first.click()
    desk.fill("lines.0.batch", BATCH)
    desk.fill("lines.0.quantity", "800")
    desk.press("保存并审核到货")
    expect(desk.page.locator(".dg-record-title")).to_contain_text("已到货")
    desk.fits()


def _inspector_judges(desk: Desk) -> None:
    """The task is there, filled in; results are typed and the lot is judged."""
    desk.open("/inbox")
    waiting = desk.page.locator(".dg-task", has_text="800 件")
    expect(waiting).to_be_visible()
    waiting.get_by_text("去判定").click()
    expect(desk.page.get_by_role("group", name="相关内容")).to_contain_text(BATCH)
    desk.fill("sample_size", "50")
    desk.field("verdict").locator("label", has_text=re.compile("^合格$")).click()
    desk.press("判定")
    done = desk.page.locator(".dg-documents li", has_text="合格入库")
    expect(done).to_contain_text("CGRK-")
    expect(done).to_contain_text("已确认")
    desk.fits()


def _manager_looks(desk: Desk) -> None:
    """Stock, timeline with its causes, the flow's way and the journal all tell the same."""
    desk.open(f"/lists/stock_balances?q={BATCH}")
    expect(desk.page.locator("tbody")).to_contain_text("正品仓")
    expect(desk.page.locator("tbody")).to_contain_text("800 件")
    desk.open(f"/lists/inspections?q={BATCH}")
    desk.page.locator("tbody a[data-open]").first.click()
    happened = desk.page.get_by_role("region", name="动态")
    for words in ("周敏 判定", "合格入库", "已确认", "流程 来料检验"):
        expect(happened).to_contain_text(words)
    desk.open("/messages")
    sent = desk.page.locator("tbody tr", has_text="合格入库").first
    expect(sent).to_contain_text("已确认")
    sent.get_by_role("link").first.click()
    for state in ("待发送", "已发送", "已确认"):
        expect(desk.page.locator(".dg-passage")).to_contain_text(state)
    desk.page.locator(".dg-message-keys a[href^='/instances/']").click()
    expect(desk.page.locator(".dg-flow")).to_contain_text("回传检验结果")
    expect(desk.page.locator("header.dg-top")).to_contain_text("已结束")
    desk.fits()


def test_from_the_order_to_the_good_store(sit: Sit) -> None:
    order = _buyer_orders(sit(BUYER, phone=True))
    _warehouse_posts(sit(WAREHOUSE, phone=True), order)
    _inspector_judges(sit(INSPECTOR, phone=True))
    _manager_looks(sit(MANAGER, phone=True))
