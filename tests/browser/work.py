"""An inspector's work in the browser: the task of an arrival, opened and judged."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk
from tests.e2e.company import INSPECTOR, Company


def arrived(company: Company, batch: str, quantity: str = "100") -> dict[str, Any]:
    """The task of an arrival that was posted just now, with the number of its inspection."""
    order = company.approved_order(quantity=quantity)
    task = company.task_for(company.posted_arrival(order, batch, quantity))
    number = company.read(INSPECTOR, "inspection", task["record"])["number"]
    return {**task, "number": number}


def open_task(desk: Desk, task: dict[str, Any]) -> None:
    desk.open(f"/tasks/{task['id']}")
    expect(desk.page.locator("h1")).to_have_text(task["number"])


def row_of(desk: Desk, task: dict[str, Any]) -> Locator:
    return desk.page.locator(".dg-task", has_text=task["number"])


def choose_verdict(desk: Desk, words: str) -> None:
    desk.field("verdict").locator("label", has_text=re.compile(f"^{words}$")).click()


def judge(desk: Desk, sample: str = "20", verdict: str = "合格") -> None:
    desk.fill("sample_size", sample)
    choose_verdict(desk, verdict)
    desk.press("判定")


def state_of(company: Company, task: dict[str, Any]) -> str:
    return str(company.read(INSPECTOR, "inspection", task["record"])["state"])
