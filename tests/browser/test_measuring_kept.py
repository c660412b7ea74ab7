"""Readings are kept as one goes: offline, after a lost page, beside somebody else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measuring import Watch, cell, holds, kept
from tests.browser.station import (
    DUST,
    Station,
)

pytestmark = pytest.mark.browser


def test_offline_it_is_kept_and_sent_when_back(watch: Watch, station: Station) -> None:
    one = station.round(DUST)
    desk = watch(one)
    desk.page.context.set_offline(True)
    for value in ("9", "9.5", "10"):
        desk.page.keyboard.type(value)
        desk.page.keyboard.press("Enter")
    expect(kept(desk)).to_have_text("离线 · 已存 3 项")
    draft = desk.page.evaluate("Object.values(localStorage).join()")
    assert "9 9.5 10" in draft
    assert station.values(one) == []
    desk.shot("grid-offline")
    desk.page.context.set_offline(False)
    expect(kept(desk)).to_contain_text("已存", timeout=10_000)
    holds(station, one, 0, ["9", "9.5", "10"])


def test_what_a_lost_page_kept_is_put_back_and_saved(watch: Watch, station: Station) -> None:
    """The browser was closed while offline: the next page offers it, and it goes to the server."""
    one = station.round(DUST)
    desk = watch(one)
    context = desk.page.context
    context.set_offline(True)
    desk.page.keyboard.type("9.5")
    desk.page.keyboard.press("Enter")
    expect(kept(desk)).to_contain_text("离线")
    desk.page.close()
    context.set_offline(False)
    assert station.values(one) == []
    desk.page = context.new_page()
    desk.open(f"/tasks/{one['task']}")
    desk.press("恢复")
    expect(desk.page.locator(".dg-cell")).to_have_value("9.5")
    holds(station, one, 0, ["9.5"])


def test_somebody_elses_change_is_told_field_by_field(watch: Watch, station: Station) -> None:
    one = station.round(DUST)
    desk = watch(one)
    station.change(one, {"remark": "起雾"})
    desk.page.keyboard.type("9")
    desk.page.keyboard.press("Enter")
    told = desk.page.get_by_role("alert")
    expect(told).to_contain_text("有人同时改了此单")
    expect(told).to_contain_text("备注：— → 起雾（Olga")
    desk.shot("grid-conflict")
    desk.page.keyboard.type("9.5")
    desk.page.keyboard.press("Enter")
    assert station.values(one) == []
    desk.press("逐项核对")
    desk.page.wait_for_load_state("networkidle")
    expect(cell(desk.page, 1, 2)).to_contain_text("9.5")
    desk.press("保存")
    desk.page.wait_for_load_state("networkidle")
    holds(station, one, 0, ["9", "9.5"])
    assert station.read(one)["remark"] == "起雾"


def test_what_the_server_refuses_stands_at_its_place(watch: Watch, station: Station) -> None:
    """Somebody else made it fewer pieces while the page stood open."""
    one = station.round(DUST)
    desk = watch(one)
    row = one["items"][0]["id"]
    desk.page.locator("[name='items.0.n']").evaluate("one => (one.value = '2')")
    for value in ("9", "9.5", "10"):
        desk.page.keyboard.type(value)
        desk.page.keyboard.press("Enter")
    desk.press("保存")
    desk.page.wait_for_load_state("networkidle")
    expect(desk.page.locator("#problems")).to_contain_text("第 3 个：最多 2 个读数")
    assert station.read(one)["items"][0] | {"id": row} == station.read(one)["items"][0]


def test_the_rest_of_the_form_is_sent_with_it(watch: Watch, station: Station) -> None:
    """Concluding right after the last value: nothing overtakes it."""
    one = station.round({**DUST, "n": 1})
    desk = watch(one)
    desk.page.keyboard.type("9.25")
    desk.page.keyboard.press("Enter")
    desk.field("outcome").locator("label", has_text=re.compile("^正常$")).click()
    desk.press("下结论")
    expect(desk.page.locator(".dg-decided")).to_contain_text("正常")
    done = station.read(one)
    assert (done["state"], done["items"][0]["values"], done["proposal"]) == (
        "concluded",
        ["9.25"],
        "good",
    )
