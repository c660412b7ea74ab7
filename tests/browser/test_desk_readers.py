"""The desk's pages of incoming inspection have no fault axe-core knows, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Sit
from tests.browser.readers import nothing_in_the_way
from tests.e2e.company import INSPECTOR, MANAGER, Company

pytestmark = pytest.mark.browser


LISTS = ("arrivals", "inspections", "standards", "sampling_states", "incoming_board")
FORMS = ("arrival", "inspection", "standard", "gauge", "sampling_state", "nonconformance",
         "emergency_release", "concession")  # fmt: skip


def kept(company: Company, who: str) -> Iterator[str]:
    """Lists and records, one of each kind."""
    yield from (f"/lists/{one}" for one in LISTS)
    for form in FORMS:
        found = company.as_(who).get(f"/api/records/{form}").json()["items"]
        yield from (f"/records/{form}/{one['id']}" for one in found[:1])


def to_do(company: Company, who: str) -> Iterator[str]:
    """What waits for somebody."""
    for task in company.as_(who).get("/api/tasks").json()["items"][:2]:
        yield f"/tasks/{task['id']}"
    yield from ("/inbox", "/notifications", "/stand-ins")


@pytest.mark.parametrize(("who", "pages"), [(MANAGER, kept), (INSPECTOR, to_do)])
def test_nothing_is_in_the_way_of_readers(
    sit: Sit, company: Company, who: str, pages: Callable[[Company, str], Iterator[str]]
) -> None:
    desk, wrong = sit(who), []
    for page in pages(company, who):
        desk.open(page)
        expect(desk.page.locator("h1").first).to_be_attached()
        for look in ("light", "dark"):
            wrong += faults(desk, page, look)
    assert not wrong, "\n\n".join(wrong)


def faults(desk: Desk, page: str, look: str) -> list[str]:
    desk.page.evaluate("look => document.documentElement.dataset.bsTheme = look", look)
    try:
        nothing_in_the_way(desk)
    except AssertionError as error:
        return [f"{page} ({look}): {error}"]
    return []
