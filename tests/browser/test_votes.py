"""Votes in the browser: the panel, agreeing and refusing on a phone, votes made void, added signers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk, Sit
from tests.e2e.company import Company
from tests.e2e.test_votes import ASKER, BUYER, ENGINEER, FORM, PLANNER, QUALITY, put, vote
from tests.services import board
from tests.services.served import Served

TERMS: dict[str, Any] = {"mode": "share", "share": "0.75", "veto": "role:board_quality"}


@pytest.fixture
def case(served: Served, company: Company) -> Iterator[dict[str, Any]]:
    """A request that waits for three of four votes, quality's among them."""
    board.install(served.database_url, **TERMS)
    yield put(served, company, **TERMS)


def seat(desk: Desk, words: str) -> Locator:
    return desk.page.locator(".dg-seat", has_text=words)


def test_a_voter_refuses_on_the_phone(sit: Sit, company: Company, case: dict[str, Any]) -> None:
    vote(company, case, BUYER, comment="补货 11-28 到")
    desk = sit(QUALITY, phone=True)
    desk.open("/inbox")
    row = desk.page.locator(".dg-task", has_text="变更评审").first
    expect(row).to_contain_text("同意 1 / 4")
    desk.open(f"/tasks/{case['task']}")
    expect(desk.page.locator("h1")).to_have_text("变更评审")
    desk.fits()
    refuse = desk.page.get_by_role("button", name="否决", exact=True)
    expect(refuse).to_be_in_viewport()  # the bar stays at the foot
    box = refuse.bounding_box()
    assert box is not None and box["height"] >= 40
    expect(seat(desk, "质量")).to_contain_text("轮到您")
    expect(seat(desk, "吴浩")).to_contain_text("补货 11-28 到")
    expect(desk.page.locator(".dg-votes-needed")).to_contain_text("≥ 3/4")
    refuse.click()
    expect(desk.page.locator("#comment-wrong")).to_have_text("请写明否决的理由")
    desk.page.fill("#comment", "盐雾试验没过")
    desk.press("否决")
    expect(desk.page.locator(".dg-banner")).to_contain_text("已否决")
    expect(seat(desk, "林秋")).to_contain_text("盐雾试验没过")
    desk.shot("vote-phone-refused")
    assert company.read(ASKER, FORM, case["record"])["state"] == "refused"


def test_enter_in_a_field_votes_for_nothing(
    sit: Sit, company: Company, case: dict[str, Any]
) -> None:
    desk = sit(QUALITY)
    desk.open(f"/tasks/{case['task']}")
    control = desk.field("scrap").locator("input")
    control.fill("12")
    control.press("Enter")
    desk.page.wait_for_load_state("networkidle")
    expect(seat(desk, "质量")).to_contain_text("轮到您")
    assert company.read(ASKER, FORM, case["record"])["scrap"] == 10


def test_changing_what_is_voted_on_strikes_out_earlier_votes(
    sit: Sit, company: Company, case: dict[str, Any]
) -> None:
    vote(company, case, BUYER, comment="可以")
    desk = sit(ENGINEER)
    desk.open(f"/tasks/{case['task']}")
    desk.fill("scrap", "30")
    desk.press("同意")
    expect(desk.page.locator(".dg-votes-void")).to_contain_text("已投的 1 票作废")
    expect(seat(desk, "采购").locator("s")).to_contain_text("吴浩 同意")
    expect(seat(desk, "采购")).to_contain_text("报废数量已改动")
    expect(seat(desk, "陈毅")).to_contain_text("同意")
    expect(desk.page.locator(".dg-vote-foot")).to_contain_text("您已投过票")
    desk.shot("vote-desk-void")


def test_a_rule_that_refuses_stands_beside_its_field_and_the_comment_stays(
    sit: Sit, served: Served, company: Company
) -> None:
    case = put(served, company, mode="any")
    desk = sit(QUALITY)
    desk.open(f"/tasks/{case['task']}")
    desk.fill("scrap", "300")
    desk.page.fill("#comment", "全部报废")
    desk.press("同意")
    expect(desk.page.locator("#problems")).to_contain_text("报废")
    expect(desk.field("scrap")).to_contain_text("一次报废不能超过 100 件")
    expect(desk.page.locator("#comment")).to_have_value("全部报废")
    desk.fill("scrap", "90")
    desk.press("同意")
    expect(desk.page.locator(".dg-banner")).to_contain_text("已通过")


def test_a_signer_is_added_with_the_keyboard(
    sit: Sit, company: Company, case: dict[str, Any]
) -> None:
    desk = sit(QUALITY)
    desk.open(f"/tasks/{case['task']}")
    desk.page.locator(".dg-vote-foot summary").press("Enter")
    desk.press("加签…")
    dialog = desk.page.get_by_role("dialog")
    desk.press("提交", dialog)
    expect(desk.page.locator("#signer-person-wrong")).to_be_visible()
    expect(desk.page.locator("#signer-reason-wrong")).to_be_visible()
    person = desk.page.get_by_role("dialog").locator(".ts-control input")
    person.focus()
    desk.page.keyboard.type("孙")
    desk.page.locator(".ts-dropdown:visible .option", has_text="孙琳").wait_for()
    desk.page.keyboard.press("Enter")
    desk.page.fill("#signer-reason", "请先看涂层数据")
    desk.press("提交", desk.page.get_by_role("dialog"))
    expect(seat(desk, "孙琳")).to_contain_text("林秋 前加签")
    expect(seat(desk, "孙琳")).to_contain_text("请先看涂层数据")
    expect(desk.page.locator(".dg-vote-foot")).to_contain_text("请等 孙琳 先投")
    desk.shot("vote-desk-signer")


def test_who_has_no_vote_reads_why(sit: Sit, case: dict[str, Any]) -> None:
    desk = sit(ASKER)
    desk.open(f"/tasks/{case['task']}")
    expect(desk.page.locator(".dg-banner")).to_contain_text("申请人须回避")
    expect(desk.page.get_by_role("button", name="同意")).to_have_count(0)
    expect(desk.page.locator(".dg-votes-needed")).to_contain_text("苏娜 只读")
    desk.page.fill("#words", "请今天定下来")
    desk.press("发送")
    expect(desk.page.locator(".dg-discussion li")).to_contain_text("请今天定下来")


def test_the_record_shows_its_votes_and_leads_to_them(
    sit: Sit, company: Company, case: dict[str, Any]
) -> None:
    vote(company, case, PLANNER, comment="产线可以")
    desk = sit(QUALITY, phone=True)
    desk.open(f"/records/{FORM}/{case['record']}")
    panel = desk.page.locator(".dg-votes")
    expect(panel).to_contain_text("产线可以")
    expect(desk.page.locator(".dg-timeline")).to_contain_text("周刚 同意：产线可以")
    desk.fits()
    desk.follow("变更评审", panel)
    expect(desk.page).to_have_url(re.compile(f"/tasks/{case['task']}$"))
    desk.press("同意")
    expect(seat(desk, "林秋")).to_contain_text("同意")
