"""A person in front of the product: what they see and press, in their own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

# The address of a record's page.
RECORD = re.compile(r"/records/[a-z_]+/[0-9a-f-]{36}$")
ANSWERED = re.compile(r"Failed to load resource: .* status of (409|412|422)")


class Desk:
    """One window of one person. Everything the browser complains about is collected in `faults`."""

    def __init__(self, context: BrowserContext, url: str, shots: Path) -> None:
        self.page: Page = context.new_page()
        self.url, self.shots = url, shots
        self.faults: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        """A page that shows what was refused is an answer; any other complaint is a fault."""
        if message.type in ("error", "warning") and not ANSWERED.match(message.text):
            self.faults.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> None:
        """Go to a page and wait until it is quiet."""
        self.page.goto(self.url + path)
        self.page.wait_for_load_state("networkidle")

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the button with exactly these words."""
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow the link with exactly these words."""
        (within or self.page).get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state("networkidle")

    def field(self, path: str) -> Locator:
        """The place of a field: its word, control and what is wrong with it."""
        return self.page.locator(f'[data-field="{path}"]')

    def fill(self, path: str, value: str) -> None:
        """Type into a field and go on to the next; nobody types before the page stands."""
        self.page.wait_for_load_state()
        control = self.field(path).locator("input:not([type=hidden]), textarea").first
        control.fill(value)
        control.press("Tab")

    def choose(self, path: str, words: str, option: str) -> None:
        """Search for a record in a link and take the one that reads `option`."""
        self.page.wait_for_load_state()
        place = self.field(path)
        box = place.locator(".ts-control input")
        box.focus()  # a press on a list that is open would close it
        expect(place.locator(".ts-wrapper")).to_have_class(re.compile("dropdown-active"))
        self.page.keyboard.type(words)
        self.page.locator(".ts-dropdown:visible .option", has_text=option).click()
        expect(place.locator(".ts-control")).to_contain_text(option)
        box.press("Tab")

    def shot(self, name: str) -> None:
        """Keep a picture for people to look at."""
        self.shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.shots / f"{name}.png")

    def fits(self) -> None:
        """Nothing hangs over the side of the screen."""
        wide, seen = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= seen, f"{wide} px of content on {seen} px of screen"


Sit = Callable[..., Desk]
"""`sit(login, phone=False)`: a person at a desk, or with a phone in the hand."""
