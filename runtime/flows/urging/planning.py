"""Jobs that remind and escalate, each at its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from dougong.platform.jobs import enqueue
from dougong.platform.storage import Transaction
from dougong.runtime.calendars import hours_before, span_after

URGE = "flows.urge"
REMIND, ESCALATE = "remind", "escalate"


def plan(
    tx: Transaction, task: str, due: Mapping[str, Any] | None, due_at: datetime | None
) -> None:
    """Queue what is to happen around the due time of a task; reminders that would lie in the past
    are left out."""
    if due is None or due_at is None:
        return
    for what, index, at in _moments(tx, due, due_at):
        payload = {"task": task, "what": what, "index": index}
        enqueue(tx, URGE, f"{task}:{what}:{index}", payload, at)


def _moments(
    tx: Transaction, due: Mapping[str, Any], due_at: datetime
) -> Iterator[tuple[str, int, datetime]]:
    calendar = {key: due[key] for key in ("calendar",) if key in due}
    for index, hours in enumerate(due.get("remind", ())):
        at = hours_before(tx, {**calendar, "hours": hours}, due_at)
        if at > tx.now:
            yield REMIND, index, at
    for index, step in enumerate(due.get("escalate", ())):
        yield ESCALATE, index, span_after(tx, {**calendar, "hours": step["after"]}, due_at)
