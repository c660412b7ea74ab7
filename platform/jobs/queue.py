"""Putting jobs on the queue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, insert, select

from dougong.platform.jobs.waker import waker_of
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import JobRow, table_of

_table = table_of(JobRow)
_LONGEST = 200  # characters the column holds; steps deep inside a flow have longer names


def _kept(key: str) -> str:
    return key if len(key) <= _LONGEST else sha256(key.encode()).hexdigest()


def enqueue(
    tx: Transaction, kind: str, key: str, payload: Mapping[str, Any], run_at: datetime | None = None
) -> None:
    """Queue a job in this transaction; one that waits with the same kind and key is left alone.

    Workers are woken once the transaction is committed.
    """
    key = _kept(key)
    waiting = (_table.c.kind == kind) & (_table.c.key == key) & (_table.c.state == "waiting")
    if tx.connection.execute(select(_table.c.id).where(waiting)).first() is None:
        tx.connection.execute(
            insert(_table).values(
                id=new_id(),
                kind=kind,
                key=key,
                payload=dict(payload),
                run_at=run_at or tx.now,
                state="waiting",
                attempts=0,
            )
        )
    tx.after_commit(waker_of(tx).wake)


def cancel(tx: Transaction, kind: str, key: str) -> None:
    """Take a waiting job off the queue."""
    key = _kept(key)
    waiting = (_table.c.kind == kind) & (_table.c.key == key) & (_table.c.state == "waiting")
    tx.connection.execute(delete(_table).where(waiting))


def times(tx: Transaction, kind: str, keys: Iterable[str]) -> dict[str, datetime]:
    """When waiting jobs of a kind are due, by their keys."""
    kept = {_kept(key): key for key in keys}
    mine = (_table.c.kind == kind) & (_table.c.state == "waiting") & _table.c.key.in_(kept)
    rows = tx.connection.execute(select(_table.c.key, _table.c.run_at).where(mine))
    return {kept[key]: run_at for key, run_at in rows}


def due(tx: Transaction) -> bool:
    """Whether background work that should run by now is not done yet."""
    open_ = (_table.c.run_at <= tx.now) & _table.c.state.in_(("waiting", "running"))
    return tx.connection.execute(select(_table.c.id).where(open_).limit(1)).first() is not None
