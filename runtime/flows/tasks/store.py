"""Tasks as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from dougong.platform.problems import Conflict, NotFound
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import Task, TaskRole, table_of
from dougong.platform.texts import N_, Message

_table = table_of(Task)
_roles = table_of(TaskRole)


@dataclass(frozen=True)
class NewTask:
    """Work for somebody with one of `roles`: fill in `record` and do `transition`."""

    instance: str
    step: str
    node: str
    kind: str
    title: Mapping[str, str]
    form: str
    record: str
    transition: str
    fields: Sequence[str]
    roles: Sequence[str]
    due_at: datetime | None


def create_task(tx: Transaction, task: NewTask) -> str:
    """Put a task into the inbox of everybody who has one of its roles."""
    id, roles = new_id(), list(dict.fromkeys(task.roles))
    values = {
        **asdict(task),
        "title": dict(task.title),
        "fields": list(task.fields),
        "roles": roles,
    }
    tx.connection.execute(insert(_table).values(id=id, state="open", created_at=tx.now, **values))
    for role in roles:
        tx.connection.execute(insert(_roles).values(task=id, role=role))
    return id


def cancel_task(tx: Transaction, instance: str, step: str, reason: str) -> None:
    """Take a task back, with the reason."""
    mine = (_table.c.instance == instance) & (_table.c.step == step) & (_table.c.state == "open")
    tx.connection.execute(
        update(_table).where(mine).values(state="cancelled", done_at=tx.now, reason=reason)
    )


def open_tasks(tx: Transaction, record: str, transition: str | None = None) -> list[dict[str, Any]]:
    """Open tasks about a record."""
    statement = select(*_table.c).where(_table.c.record == record, _table.c.state == "open")
    if transition is not None:
        statement = statement.where(_table.c.transition == transition)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def complete_tasks(tx: Transaction, record: str, transition: str) -> list[dict[str, Any]]:
    """End the tasks a transition fulfils; raises Conflict when somebody else has claimed one."""
    found = open_tasks(tx, record, transition)
    for task in found:
        claimed = task["claimed_by"]
        if claimed is not None and tx.actor.kind == "person" and claimed != tx.actor.id:
            raise Conflict(Message(N_("Somebody else has taken this task")))
        values = {"state": "done", "done_at": tx.now, "done_by": tx.actor.id}
        tx.connection.execute(update(_table).where(_table.c.id == task["id"]).values(values))
    return found


def _mine(tx: Transaction) -> Any:
    offered = select(_roles.c.task).where(_roles.c.role.in_(sorted(tx.actor.roles)))
    return or_(
        _table.c.person == tx.actor.id, _table.c.id.in_(offered), _table.c.claimed_by == tx.actor.id
    )


def tasks_of(tx: Transaction, state: str = "open", limit: int = 200) -> list[dict[str, Any]]:
    """The actor's tasks, the most urgent first; tasks others have claimed are left out."""
    statement = select(*_table.c).where(_mine(tx), _table.c.state == state)
    if state == "open":
        statement = statement.where(
            or_(_table.c.claimed_by.is_(None), _table.c.claimed_by == tx.actor.id)
        )
        ordered = statement.order_by(_table.c.due_at.is_(None), _table.c.due_at, _table.c.id)
    else:
        statement = statement.where(_table.c.done_by == tx.actor.id)
        ordered = statement.order_by(_table.c.done_at.desc(), _table.c.id)
    return [dict(row) for row in tx.connection.execute(ordered.limit(limit)).mappings()]


def open_count(tx: Transaction) -> int:
    """How many open tasks wait for the actor, as `tasks_of` lists them."""
    free = or_(_table.c.claimed_by.is_(None), _table.c.claimed_by == tx.actor.id)
    statement = select(func.count()).select_from(_table).where(_mine(tx), _is_open(), free)
    return int(tx.connection.execute(statement).scalar() or 0)


def taken_by_others(tx: Transaction) -> list[dict[str, Any]]:
    """Open tasks the actor could do, but somebody else has claimed; the most urgent first."""
    others = _table.c.claimed_by.is_not(None) & (_table.c.claimed_by != tx.actor.id)
    statement = select(*_table.c).where(_mine(tx), _is_open(), others)
    ordered = statement.order_by(_table.c.due_at.is_(None), _table.c.due_at, _table.c.id)
    return [dict(row) for row in tx.connection.execute(ordered.limit(200)).mappings()]


def _is_open() -> Any:
    return _table.c.state == "open"


def task(tx: Transaction, id: str) -> dict[str, Any]:
    """One task of the actor's; NotFound for somebody else's and for none alike."""
    statement = select(*_table.c).where(_table.c.id == id, _mine(tx))
    found = tx.connection.execute(statement).mappings().first()
    if found is None:
        raise NotFound(Message(N_("There is no such task")))
    return dict(found)


def tasks_about(tx: Transaction, instance: str) -> list[dict[str, Any]]:
    """Tasks of an instance, oldest first."""
    statement = select(*_table.c).where(_table.c.instance == instance).order_by(_table.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def claim(tx: Transaction, id: str) -> dict[str, Any]:
    """Take a task; Conflict when it is over or somebody else was first."""
    found = task(tx, id)
    if found["state"] != "open":
        raise Conflict(Message(N_("This task is over already")))
    free = (_table.c.id == id) & or_(
        _table.c.claimed_by.is_(None), _table.c.claimed_by == tx.actor.id
    )
    if (
        tx.connection.execute(update(_table).where(free).values(claimed_by=tx.actor.id)).rowcount
        != 1
    ):
        raise Conflict(Message(N_("Somebody else has taken this task")))
    return {**found, "claimed_by": tx.actor.id}


def release(tx: Transaction, id: str) -> None:
    """Give a task back to everybody with its role."""
    mine = (_table.c.id == id) & (_table.c.claimed_by == tx.actor.id) & (_table.c.state == "open")
    if tx.connection.execute(update(_table).where(mine).values(claimed_by=None)).rowcount != 1:
        raise Conflict(Message(N_("You do not hold this task")))
