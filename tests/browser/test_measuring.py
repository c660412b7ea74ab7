"""Readings filled in at the desk: by keyboard, clipboard and a gauge that types; what is locked, marked and
counted; without a script, and for those who listen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESK, SHOTS
from tests.browser.desk import Desk
from tests.browser.measuring import Watch, cell, holds, kept, paste
from tests.browser.readers import nothing_in_the_way
from tests.browser.station import (
    AIR,
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
    for place in (1, 2):
        nothing_in_the_way(desk)
        if phone and place == 1:
            desk.page.locator(".dg-one-told button").last.tap()
    desk.fits()
