"""Sharing out a rejected lot (C1): the bar follows while one types, the act waits until nothing is
missing, and the record shows how it was shared out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Sit
from tests.browser.readers import nothing_in_the_way
from tests.e2e.company import MANAGER, Company
from tests.e2e.rejected_goods import ENGINEER, Rejected

pytestmark = pytest.mark.browser


def chosen(desk: Desk, at: int, way: str) -> None:
    desk.field("dispositions").locator("[data-line-add]").click()
    desk.page.locator(f"[name='dispositions.{at}.disposition']").select_option(way)


def test_a_report_is_submitted_when_all_of_it_is_shared_out(sit: Sit, company: Company) -> None:
    lot = Rejected.lot(company, "DESK-SHARE")
    desk = sit(ENGINEER)
    desk.open(f"/tasks/{lot.task(ENGINEER, lot.case['id'])['id']}")
    place = desk.field("dispositions")
    gap, act = place.locator("[data-split] b"), desk.page.locator("button.is-primary[form=entry]")
    expect(gap).to_have_text("还差 100 件")
    expect(act).to_be_disabled()
    chosen(desk, 0, "sort")
    desk.page.locator("[name='dispositions.0.quantity']").press_sequentially("60")
    # The hand is still in the field.
    expect(desk.page.locator("[name='dispositions.0.quantity']")).to_be_focused()
    expect(gap).to_have_text("还差 40 件")
    chosen(desk, 1, "return")
    # Cells a row has no use for do not ask for anything.
    expect(desk.page.locator("[name='dispositions.1.exchange']")).to_be_visible()
    expect(desk.page.locator("[name='dispositions.0.exchange']")).to_be_hidden()
    expect(desk.page.locator("[name='dispositions.0.until']")).to_be_hidden()
    desk.page.locator("[name='dispositions.1.quantity']").press_sequentially("50")
    expect(gap).to_have_text("多出 10 件")
    expect(act).to_have_text("多出 10 件")
    desk.shot("desk-split")
    nothing_in_the_way(desk)
    desk.page.locator("[name='dispositions.1.quantity']").fill("30")
    place.locator("[data-split-fill]", has_text="挑选 70").click()
    expect(gap).to_have_text("100 件已全部分配")
    expect(act).to_be_enabled()


def test_the_record_shows_how_it_was_shared_out(sit: Sit, company: Company) -> None:
    report = company.find(MANAGER, "nonconformance", "state == 'review'")[0]
    desk = sit(MANAGER)
    desk.open(f"/records/nonconformance/{report['id']}")
    expect(desk.page.locator("[data-split] td")).not_to_have_count(0)
    expect(desk.page.locator("[data-split] b.is-exact")).to_be_visible()
    expect(desk.page.locator("[data-split-fill]")).to_have_count(0)
