"""What people are told of work that is done: the journal, the flow's way, notices."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.work import arrived
from tests.e2e.company import BUYER, MANAGER, Company, eventually

pytestmark = pytest.mark.browser


def test_journal_and_flow_tell_what_happened(sit: Sit, company: Company) -> None:
    """Planned, sent, confirmed; and the way the flow took."""
    task = arrived(company, "WORK-JOURNAL")
    assert company.judge(task, "accepted").status_code == 200
    eventually(lambda: company.stock("WORK-JOURNAL") == {"good": "100"} or None, "in stock")
    desk = sit(MANAGER)
    desk.open("/messages?operation=stock.accept")
    desk.page.locator("[data-open]").first.click()
    passage = desk.page.locator(".dg-passage")
    for words in ("待发送", "已发送", "已确认"):
        expect(passage).to_contain_text(words)
    expect(passage).to_contain_text("CGRK-")
    why = desk.page.locator(".dg-causes li")
    expect(why.first).to_contain_text("何丽")
    expect(why.last).to_contain_text("来料检验")
    expect(why.last).to_contain_text("合格入库")  # the node's words, not its id
    judged = desk.page.locator(".dg-causes li", has_text="检验单 · 判定")
    expect(judged).to_contain_text("周敏")
    desk.open(f"/instances/{task['instance']}")
    way = desk.page.get_by_role("region", name="流程走向")
    expect(way.locator(".dg-flow-node", has_text="合格入库")).to_contain_text("已确认")
    expect(way.locator(".dg-flow-way", has_text="判定 = 合格")).to_contain_text("命中")
    expect(way.locator(".dg-flow-way", has_text="不合格数量 > 0")).to_contain_text("未走")
    skipped = way.locator(".dg-flow-step.is-skipped", has_text="移入待处理仓").last
    expect(skipped).to_contain_text("已跳过")


def test_people_are_told_once_and_the_bell_is_quiet_after(sit: Sit, company: Company) -> None:
    task = arrived(company, "WORK-NOTICE")
    assert company.judge(task, "rejected").status_code == 200
    reports = eventually(
        lambda: company.find(MANAGER, "nonconformance", "batch == 'WORK-NOTICE'"), "the report"
    )
    desk = sit(BUYER)
    desk.open("/notifications")
    expect(desk.page.locator(".dg-bell-dot")).to_be_visible()
    notice = desk.page.get_by_role("button", name=re.compile(reports[0]["number"]))
    expect(notice).to_contain_text("未读")
    desk.shot("notices")
    notice.click()
    expect(desk.page.locator("h1")).to_contain_text(reports[0]["number"])
    desk.open("/notifications")
    expect(notice).not_to_contain_text("未读")
    desk.press("全部标为已读")
    expect(desk.page.locator(".dg-bell-dot")).to_have_count(0)
    expect(desk.page.get_by_text("未读", exact=True)).to_have_count(0)


def test_the_journal_on_a_phone_is_narrowed_and_tells_each_step_once(
    sit: Sit, company: Company
) -> None:
    task = arrived(company, "WORK-JOURNAL-P")
    assert company.judge(task, "accepted").status_code == 200
    eventually(lambda: company.stock("WORK-JOURNAL-P") == {"good": "100"} or None, "in stock")
    desk = sit(MANAGER, phone=True)
    desk.open("/messages")
    chips = desk.page.get_by_role("group", name="筛选")
    chips.locator("summary", has_text="状态").tap()
    expect(chips.get_by_role("link", name="已发送")).to_be_visible()
    desk.follow("已确认", chips)
    expect(chips.get_by_role("link", name="状态 已确认")).to_be_visible()
    desk.page.locator("tr[data-row]", has_text="合格入库").first.tap()
    page = desk.page.locator("#message")
    expect(page).to_be_visible()
    for words in ("待发送", "已确认"):
        expect(page.locator("b:visible", has_text=words)).to_have_count(1)
    page.locator("summary", has_text="原文").tap()
    expect(page.locator("pre")).to_be_visible()
    desk.fits()
    desk.shot("message-phone")
