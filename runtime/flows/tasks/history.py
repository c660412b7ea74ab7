"""Tasks that are over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Task, table_of

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


def _scope(step: str) -> str:
    return step[: step.rfind("/") + 1]
