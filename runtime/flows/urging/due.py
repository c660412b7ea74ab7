"""When a task is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dougong.runtime.actions import Frame
from dougong.runtime.calendars import hours_before, span_after


def due_at(node: Mapping[str, Any], frame: Frame) -> datetime | None:
    """The instant the task of `node` is due; None where none is said or the expression is empty.

    A date means its end at the site; with a calendar the end of the last work up to then.
    """
    due = node.get("due")
    if due is None:
        return None
    if "at" not in due:
        return span_after(frame.tx, due)
    value: Any = frame.evaluate(due["at"])
    if isinstance(value, date) and not isinstance(value, datetime):
        zone = ZoneInfo(frame.tx.actor.timezone)
        value = datetime.combine(value + timedelta(days=1), time(), zone).astimezone(UTC)
        if "calendar" in due:
            return hours_before(frame.tx, {"hours": 0, "calendar": due["calendar"]}, value)
    found: datetime | None = value
    return found
