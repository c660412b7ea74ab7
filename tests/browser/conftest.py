"""One Chromium and one served demonstration company for every walk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.desk import Desk, Sit
from tests.browser.measuring import OFFLINE, Watch
from tests.browser.station import OBSERVERS, Station
from tests.browser.station import PASSWORD as OBSERVER_PASSWORD
from tests.e2e.company import company
from tests.services.served import Served

__all__ = ["browser", "company", "served", "sessions", "sit", "station", "watch"]

PASSWORD = "dougong-demo"
CHROMIUM = Path("/usr/bin/chromium")
SHOTS = Path(__file__).parents[2] / "artifacts" / "browser"
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine, else the one playwright brought."""
    with sync_playwright() as playwright:
        path = CHROMIUM if CHROMIUM.exists() else None
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with its demonstration data."""
    running = Served(tmp_path_factory.mktemp("home"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """Cookies of people who have signed in already."""
    return {}


@pytest.fixture
def sit(browser: Browser, served: Served, sessions: dict[str, Any]) -> Iterator[Sit]:
    """A desk for a person who is signed in; afterwards no desk may have seen a fault."""
    desks: list[Desk] = []

    def sit_down(login: str, phone: bool = False, language: str = "zh-CN") -> Desk:
        look = PHONE if phone else DESK
        state = sessions.get(login)
        context = browser.new_context(**look, locale=language, storage_state=state)
        desk = Desk(context, served.url, SHOTS)
        desks.append(desk)
        if state is None:
            _sign_in(desk, login)
            sessions[login] = context.storage_state()
        return desk

    yield sit_down
    faults = [fault for desk in desks for fault in desk.faults]
    for desk in desks:
        desk.page.context.close()
    assert not faults, "\n".join(faults)


def _sign_in(desk: Desk, login: str) -> None:
    desk.open("/sign-in?next=/search")
    desk.page.fill("[name=login]", login)
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.locator("form button.is-primary").click()
    desk.page.wait_for_url("**/search")


@pytest.fixture(scope="session")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """The weather pack, served with its observers."""
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
        desk.page.fill("[name=password]", OBSERVER_PASSWORD)
        desk.page.locator("form button.is-primary").click()
        desk.page.wait_for_url(f"**/tasks/{one['task']}")
        expect(desk.page.locator(".dg-measuring > *").first).to_be_attached()
        return desk

    yield sit_down
    faults = [fault for desk in desks for fault in desk.faults if not OFFLINE.search(fault)]
    for desk in desks:
        desk.page.context.close()
    assert not faults, "\n".join(faults)
