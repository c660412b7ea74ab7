"""Instances as rows, guarded by their sequence number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select, update

from dougong.platform.problems import Conflict
from dougong.platform.storage import Transaction, new_id, wire
from dougong.platform.storage.platform_tables import Instance, InstanceStep, table_of
from dougong.platform.texts import N_, Message
from dougong.runtime.flows.interpreter import State, Step, visit_of

ENDED = ("done", "interrupted")
_table = table_of(Instance)
_steps = table_of(InstanceStep)


def add(tx: Transaction, values: Mapping[str, Any]) -> dict[str, Any]:
    """A new instance."""
    row = {
        "id": new_id(),
        "state": "running",
        "seq": 0,
        "started_at": tx.now,
        "ended_at": None,
        **values,
    }
    tx.connection.execute(insert(_table).values(row))
    return row


def held(tx: Transaction, id: str) -> dict[str, Any] | None:
    """The instance, locked until the transaction ends."""
    statement = select(*_table.c).where(_table.c.id == id).with_for_update()
    found = tx.connection.execute(statement).mappings().first()
    return dict(found) if found else None


def held_alive(tx: Transaction, id: str) -> dict[str, Any] | None:
    """The instance, locked; None once it has ended."""
    row = held(tx, id)
    return None if row is None or row["state"] in ENDED else row


def read(tx: Transaction, id: str) -> dict[str, Any] | None:
    """The instance."""
    found = tx.connection.execute(select(*_table.c).where(_table.c.id == id)).mappings().first()
    return dict(found) if found else None


def about(tx: Transaction, record: str) -> list[dict[str, Any]]:
    """Instances about a record, oldest first."""
    statement = select(*_table.c).where(_table.c.record == record).order_by(_table.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def children(tx: Transaction, parent: str, step: str | None = None) -> list[dict[str, Any]]:
    """Instances called from an instance (or from one step of it)."""
    statement = select(*_table.c).where(_table.c.parent == parent).order_by(_table.c.id)
    if step is not None:
        statement = statement.where(_table.c.parent_step == step)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def live(tx: Transaction) -> list[dict[str, Any]]:
    """Flow and revision of every instance that has not ended."""
    statement = select(_table.c.flow, _table.c.revision).where(
        _table.c.state.in_(["running", "incident"])
    )
    return [dict(row) for row in tx.connection.execute(statement.distinct()).mappings()]


def keep(tx: Transaction, row: dict[str, Any], state: State, status: str) -> None:
    """Write what an advance decided; Conflict when another has advanced meanwhile."""
    ended = tx.now if status in ENDED else None
    values = {
        "data": wire(state.to_json()),
        "state": status,
        "seq": row["seq"] + 1,
        "ended_at": ended,
    }
    same = (_table.c.id == row["id"]) & (_table.c.seq == row["seq"])
    if tx.connection.execute(update(_table).where(same).values(values)).rowcount != 1:
        raise Conflict(Message(N_("This instance was advanced by another worker")))
    row.update(values)


def note_step(
    tx: Transaction, instance: str, key: str, node: str, step: Step, detail: Any = None
) -> None:
    """Keep where a step stands, for people to look at."""
    ended = None if step.state in ("waiting", "open") else tx.now
    mine = (_steps.c.instance == instance) & (_steps.c.step == key)
    values: dict[str, Any] = {
        "state": step.state,
        "ended_at": ended,
        "outputs": wire(dict(step.outputs or {})),
    }
    if detail is not None or step.chosen is not None:
        values["detail"] = detail if detail is not None else {"chosen": step.chosen}
    if tx.connection.execute(update(_steps).where(mine).values(values)).rowcount == 0:
        tx.connection.execute(
            insert(_steps).values(
                instance=instance,
                step=key,
                node=node,
                visit=visit_of(key),
                started_at=tx.now,
                **values,
            )
        )


def note_detail(tx: Transaction, instance: str, key: str, detail: Any) -> None:
    """Keep what people should know of a step."""
    mine = (_steps.c.instance == instance) & (_steps.c.step == key)
    tx.connection.execute(update(_steps).where(mine).values(detail=detail))


def steps_of(tx: Transaction, instance: str) -> list[dict[str, Any]]:
    """Steps of an instance in the order they began."""
    statement = (
        select(*_steps.c)
        .where(_steps.c.instance == instance)
        .order_by(_steps.c.started_at, _steps.c.step)
    )
    return [dict(row) for row in tx.connection.execute(statement).mappings()]
