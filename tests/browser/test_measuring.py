"""Readings filled in: by keyboard and clipboard at the desk, by thumb on the phone, kept as one goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, SHOTS
from tests.browser.desk import Desk
from tests.browser.station import (
    AIR,
    DOOR,
    DUST,
    HARD,
    LAMP,
    LOOK,
    OBSERVERS,
    PASSWORD,
    PULL,
    Station,
)
from tests.e2e.company import eventually

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
OFFLINE = re.compile("net::ERR_INTERNET_DISCONNECTED|htmx:error: Failed to fetch")
Watch = Callable[..., Desk]


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    running = Station(tmp_path_factory.mktemp("station"))
    yield running
    running.stop()


@pytest.fixture
def watch(browser: Browser, station: Station) -> Iterator[Watch]:
    """An observer at the task of a round; afterwards the browser may not have complained."""
    desks: list[Desk] = []

    def sit_down(one: dict[str, Any], phone: bool = False, language: str = "zh-CN") -> Desk:
        context = browser.new_context(**(PHONE if phone else DESK), locale=language)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        desk = Desk(context, station.served.url, SHOTS)
        desks.append(desk)
        desk.open(f"/sign-in?next=/tasks/{one['task']}")
        desk.page.fill("[name=login]", OBSERVERS[0])
        desk.page.fill("[name=password]", PASSWORD)
        desk.page.locator("form button.is-primary").click()
        desk.page.wait_for_url(f"**/tasks/{one['task']}")
        expect(desk.page.locator(".dg-measuring > *").first).to_be_attached()
        return desk

    yield sit_down
    faults = [fault for desk in desks for fault in desk.faults if not OFFLINE.search(fault)]
    for desk in desks:
        desk.page.context.close()
    assert not faults, "\n".join(faults)


def cell(page: Page, column: int, sample: int) -> Locator:
    return page.locator(".dg-grid tbody tr").nth(sample - 1).locator("td").nth(column - 1)


def kept(desk: Desk) -> Locator:
    return desk.page.locator(".dg-grid-kept")


def paste(desk: Desk, text: str) -> None:
    desk.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    desk.page.keyboard.press("Control+v")


def tap(page: Page, *keys: str) -> None:
    for key in keys:
        page.locator(".dg-pad").get_by_role("button", name=key, exact=True).tap()


def holds(station: Station, one: dict[str, Any], row: int, values: list[str | None]) -> None:
    eventually(lambda: station.values(one, row) == values or None, f"{values} on the server")


def test_twenty_values_by_the_keyboard_alone(watch: Watch, station: Station) -> None:
    """As fast as a gauge types them: nothing is lost, and all of it is on the server."""
    one = station.round(AIR, HARD)
    desk = watch(one)
    typed = [f"3.{900 + n}" for n in range(20)]
    for value in typed:
        desk.page.keyboard.type(value)
        desk.page.keyboard.press("Enter")
    expect(cell(desk.page, 1, 20)).to_contain_text("3.919")
    expect(desk.page.locator(".dg-grid tfoot td").first).to_contain_text("3.9095")
    desk.page.keyboard.type("285")  # the column ended: the next one goes on
    desk.page.keyboard.press("Enter")
    holds(station, one, 1, ["285"])
    holds(station, one, 0, [value.rstrip("0") for value in typed])
    expect(kept(desk)).to_contain_text(re.compile(r"\d\d:\d\d:\d\d 已存"))
    expect(desk.page.locator(".dg-grid-progress")).to_contain_text("进度 1 / 2")
    desk.page.reload()
    expect(cell(desk.page, 1, 20)).to_contain_text("3.919")
    expect(desk.page.locator(".dg-banner", has_text="没有保存")).to_have_count(0)


LIMITS = [
    ("8", "near"), ("8.7", "near"), ("8.71", ""), ("7.999999", "beyond"),
    ("15", "near"), ("15.000001", "beyond"), ("14.3", "near"), ("14.29", ""),
]  # fmt: skip


@pytest.mark.parametrize(("value", "look"), LIMITS)
def test_the_limit_itself_is_amber_and_never_rounded(
    watch: Watch, station: Station, value: str, look: str
) -> None:
    one = station.round(DUST)
    desk = watch(one)
    desk.page.keyboard.type(value)
    desk.page.keyboard.press("Enter")
    expect(cell(desk.page, 1, 1)).to_contain_text(value)
    looks = cell(desk.page, 1, 1).get_attribute("class") or ""
    assert [one for one in ("near", "beyond") if f"is-{one}" in looks] == ([look] if look else [])


def test_arrows_tab_and_taking_back(watch: Watch, station: Station) -> None:
    one = station.round(DUST, HARD)
    desk = watch(one)
    keys = desk.page.keyboard
    for key in (
        "9",
        "ArrowDown",
        "1",
        "0",
        "Tab",
        "3",
        "0",
        "0",
        "ArrowUp",
        "2",
        "8",
        "0",
        "Enter",
    ):
        keys.press(key)
    expect(cell(desk.page, 1, 1)).to_contain_text("9.0")
    expect(cell(desk.page, 1, 2)).to_contain_text("10.0")
    expect(cell(desk.page, 2, 1)).to_contain_text("280")
    expect(cell(desk.page, 2, 2)).to_be_empty()  # the cursor: its input shows the value
    expect(desk.page.locator(".dg-cell")).to_have_value("300")
    keys.press("Backspace")
    expect(desk.page.locator(".dg-cell")).to_have_value("")
    holds(station, one, 1, ["280"])
    keys.press("Control+z")
    expect(desk.page.locator(".dg-cell")).to_have_value("300")
    keys.press("Control+z")
    keys.press("Control+y")
    holds(station, one, 1, ["280", "300"])
    keys.type("12x")
    keys.press("Enter")
    expect(desk.page.locator(".dg-grid-foot")).to_contain_text("这里要填数字")
    expect(desk.page.locator(".dg-cell")).to_have_value("12x")
    keys.press("Escape")
    expect(desk.page.locator(".dg-cell")).to_have_value("300")
    keys.press("n")
    keys.press("Enter")
    holds(station, one, 1, ["280", "na"])


def test_a_block_from_a_spreadsheet_lands_where_there_is_room(
    watch: Watch, station: Station
) -> None:
    one = station.round(DUST, HARD)
    desk = watch(one)
    block = "9.1\t270\n8.3\t280\nx\t290\n9.2\t300\n" + "9.3\t310\n" * 5
    paste(desk, block)
    expect(desk.page.locator(".dg-grid-foot")).to_contain_text("多出的 2 个读数没有位置")
    expect(desk.page.locator(".dg-grid-foot")).to_contain_text("1 个值不是数字")
    holds(station, one, 0, ["9.1", "8.3", None, "9.2", *["9.3"] * 4])
    holds(station, one, 1, ["270", "280", "290", "300", *["310"] * 4])
    desk.page.keyboard.press("Control+z")
    holds(station, one, 0, [])


def test_two_hundred_samples_stay_quick(watch: Watch, station: Station) -> None:
    one = station.round(*({**AIR, "n": 200, "mark": str(n)} for n in range(1, 9)))
    desk = watch(one)
    paste(desk, "\n".join(f"3.{850 + n % 100}" for n in range(199)))
    rows = desk.page.locator(".dg-grid tbody tr")
    assert rows.count() < 90, "only what is in sight is drawn"
    expect(desk.page.locator(".dg-cell")).to_be_in_viewport()
    desk.page.keyboard.type("3.9")
    took = desk.page.evaluate(
        """async () => {
             const input = document.querySelector(".dg-cell"), began = performance.now();
             for (let n = 0; n < 20; n++) {
               input.value = "3.9"; input.dispatchEvent(new Event("input", { bubbles: true }));
               input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
               await new Promise(requestAnimationFrame);
             }
             return (performance.now() - began) / 20;
           }"""
    )
    assert took < 100, f"{took:.0f} ms a value"
    eventually(lambda: len(station.values(one)) == 200 or None, "200 values on the server")


def test_what_may_not_be_measured_is_locked_with_its_reason(watch: Watch, station: Station) -> None:
    station.instrument("KC-013", usable=False, note="校准已过期 3 天")
    one = station.round({**PULL, "instrument": {"code": "KC-013"}}, HARD)
    desk = watch(one)
    banner = desk.page.locator(".dg-grid-banner")
    expect(banner).to_contain_text("KC-013 不可使用。")
    expect(banner).to_contain_text("校准已过期 3 天")
    expect(banner).to_contain_text("8 风力拉力")
    cell(desk.page, 1, 1).click()
    desk.page.keyboard.type("260")
    desk.page.keyboard.press("Enter")
    holds(station, one, 1, ["260"])
    assert station.values(one, 0) == []


@pytest.mark.parametrize("phone", [False, True])
def test_another_tool_unlocks_the_row(watch: Watch, station: Station, phone: bool) -> None:
    old, new = f"OLD-{phone}", f"NEW-{phone}"
    station.instrument(old, usable=False, note="已停用")
    station.instrument(new, usable=True)
    one = station.round({**PULL, "instrument": {"code": old}})
    desk = watch(one, phone)
    desk.page.locator(".dg-grid-banner").get_by_role("button", name="换一件").click()
    dialog = desk.page.get_by_role("dialog", name="仪器")
    expect(dialog.locator(".ts-control input")).to_be_focused()
    desk.page.keyboard.type("NEW")
    dialog.locator(".option", has_text=new).click()
    expect(dialog).to_have_count(0)
    expect(desk.page.locator(".dg-grid-banner")).to_have_count(0)
    eventually(lambda: station.read(one)["items"][0]["usable"] or None, "the tool on the server")
    desk.fits()


def test_marks_and_counted_rows(watch: Watch, station: Station) -> None:
    one = station.round(LOOK, LAMP)
    desk = watch(one)
    desk.page.keyboard.type("1")
    desk.page.keyboard.type("ok")
    desk.page.keyboard.type("0")
    holds(station, one, 1, ["ok", "ok", "ng"])
    desk.page.locator(".dg-grid-item", has_text="外观").get_by_role("button").first.click()
    counter = desk.page.locator(".dg-counter")
    counter.get_by_role("button", name="加一").click()
    counter.get_by_role("button", name="加一").click()
    counter.get_by_role("button", name="减一").click()
    eventually(lambda: station.read(one)["items"][0]["seen"] == 1 or None, "one found")
    counter.locator("input").fill("4")
    counter.locator("input").press("Tab")
    expect(
        desk.page.locator(".dg-grid-item", has_text="外观").locator(".dg-balloon")
    ).to_have_class(re.compile("tint-red"))
    desk.press("全部合格")
    eventually(lambda: station.read(one)["items"][0]["seen"] == 0 or None, "none found")


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


def test_without_a_script_it_is_a_plain_field(browser: Browser, station: Station) -> None:
    one = station.round(DUST)
    context = browser.new_context(**DESK, locale="zh-CN", java_script_enabled=False)
    desk = Desk(context, station.served.url, SHOTS)
    desk.open(f"/sign-in?next=/tasks/{one['task']}")
    desk.page.fill("[name=login]", OBSERVERS[0])
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.locator("form button.is-primary").click()
    desk.page.fill("[name='items.0.values']", "9.4 8.3 - na 7.2")
    desk.press("保存")
    assert station.values(one) == ["9.4", "8.3", None, "na", "7.2"]
    context.close()


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


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_readers(
    watch: Watch, station: Station, phone: bool, theme: str
) -> None:
    station.instrument(f"T-{phone}-{theme}", usable=False, note="已停用")
    values = {"values": ["9.4", "8.3", "7.2", "na"]}
    one = station.round(
        {**LOOK, "seen": 1},
        {**DUST, **values},
        HARD,
        {**PULL, "instrument": {"code": f"T-{phone}-{theme}"}},
        LAMP,
    )
    desk = watch(one, phone, "en-US" if theme == "dark" else "zh-CN")
    desk.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    desk.shot(f"grid-{'phone' if phone else 'desk'}-{theme}")
    desk.page.evaluate(AXE.read_text(encoding="utf-8"))
    for place in (1, 2):
        found = desk.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        wrong = [
            f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]
        assert not wrong, "\n".join(wrong)
        if phone and place == 1:
            desk.page.locator(".dg-one-told button").last.tap()
    desk.fits()
