"""Tasks that are over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Task, table_of
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, Message

_table = table_of(Task)


def last_done(tx: Transaction, instance: str, step: str, at: datetime) -> dict[str, Any] | None:
    """The task of the instance somebody did last before `at` on the way to `step`: in the same row
    of a loop (`lots/0/inspect` leads to `lots/0/verdict/stock`, `lots/1/inspect` does not)."""
    statement = (
        select(*_table.c)
        .where(_table.c.instance == instance, _table.c.state == "done", _table.c.done_at <= at)
        .order_by(_table.c.done_at.desc(), _table.c.id.desc())
    )
    rows = tx.connection.execute(statement).mappings()
    return next((dict(row) for row in rows if step.startswith(_scope(row["step"]))), None)


def task_acted_on(tx: Transaction, instance: str, step: str) -> Message | None:
    """Who has done or taken the task of a step; None when nobody has."""
    statement = select(*_table.c).where(_table.c.instance == instance, _table.c.step == step)
    found = tx.connection.execute(statement).mappings().first()
    if found is None or (found["state"] != "done" and found["claimed_by"] is None):
        return None
    person = found["done_by"] or found["claimed_by"]
    name = labels(tx, "user", [person]).get(person, "")
    words = N_("{name} has already done “{task}”") if found["state"] == "done" else (
        N_("{name} has already taken “{task}”"))  # fmt: skip
    return Message(words, {"name": name, "task": found["title"]})


def _scope(step: str) -> str:
    return step[: step.rfind("/") + 1]
