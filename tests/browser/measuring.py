"""What observers do with readings in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.desk import Desk
from tests.browser.station import Station
from tests.e2e.company import eventually

# What the browser says while it is offline is no fault.
OFFLINE = re.compile("net::ERR_INTERNET_DISCONNECTED|htmx:error: Failed to fetch")
Watch = Callable[..., Desk]


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
