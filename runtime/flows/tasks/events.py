"""What happened to a task besides being done: reminders, escalations, transfers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select

from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import TaskEvent, table_of

REMINDED, ESCALATED, TRANSFERRED = "reminded", "escalated", "transferred"
_table = table_of(TaskEvent)


def note_event(tx: Transaction, task: str, name: str, detail: Mapping[str, Any]) -> None:
    """Note that something happened to a task, by the actor."""
    values = {"id": new_id(), "task": task, "name": name, "at": tx.now, "by": tx.actor.id}
    tx.connection.execute(insert(_table).values(**values, detail=dict(detail)))


def events_of_tasks(tx: Transaction, tasks: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """By task what happened to it, oldest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    statement = select(*_table.c).where(_table.c.task.in_(list(tasks))).order_by(_table.c.id)
    for row in tx.connection.execute(statement).mappings():
        found.setdefault(row["task"], []).append(dict(row))
    return found
