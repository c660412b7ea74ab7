"""How urgent tasks are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.storage import Transaction
from dougong.platform.texts import N_

GROUPS: Mapping[str, tuple[str, str]] = {
    "late": (N_("Overdue"), "red"),
    "today": (N_("Due today"), "yellow"),
    "week": (N_("This week"), "grey"),
    "later": (N_("Later"), "grey"),
    "never": (N_("No due time"), "grey"),
}


def urgency(tx: Transaction, task: Mapping[str, Any]) -> str:
    """The group a task belongs to, by days of the person's time zone; a week ends on Sunday."""
    due: datetime | None = task["due_at"]
    if due is None:
        return "never"
    if due < tx.now:
        return "late"
    zone = ZoneInfo(tx.actor.timezone)
    day, today = due.astimezone(zone).date(), tx.now.astimezone(zone).date()
    if day == today:
        return "today"
    return "week" if day <= today + timedelta(days=6 - today.weekday()) else "later"


def is_late(tx: Transaction, task: Mapping[str, Any]) -> bool:
    """Whether the task's time is over."""
    return task["due_at"] is not None and task["due_at"] < tx.now


def clock(tx: Transaction, at: datetime | None) -> str:
    """`08:30` today, `11-26 08:30` on other days."""
    if at is None:
        return ""
    zone = ZoneInfo(tx.actor.timezone)
    local, now = at.astimezone(zone), tx.now.astimezone(zone)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == now.year else f"{local:%Y-%m-%d %H:%M}"
