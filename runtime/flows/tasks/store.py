"""Tasks as rows: put out, taken back, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import Task, table_of
from dougong.runtime.flows.assignees import Assigned, people_of
from dougong.runtime.flows.tasks.behalf import behalf
from dougong.runtime.flows.tasks.mailing import mail_task
from dougong.runtime.flows.tasks.mine import check_mine
from dougong.runtime.flows.tasks.offers import offer
from dougong.runtime.flows.tasks.seats import close_seats
from dougong.runtime.flows.urging import plan
from dougong.runtime.notifications import About

_table = table_of(Task)


@dataclass(frozen=True)
class NewTask:
    """Work for `who`: fill in `record` and do `transition`; `due` says who is reminded and told.

    With the `kind` approve several people vote on it: seats say who.
    """

    instance: str
    step: str
    node: str
    kind: str
    title: Mapping[str, str]
    form: str
    record: str
    transition: str | None
    fields: Sequence[str]
    who: Assigned
    due_at: datetime | None
    due: Mapping[str, Any] | None = None


def create_task(tx: Transaction, task: NewTask) -> str:
    """Put a task into the inbox of everybody it is for."""
    id, who = new_id(), task.who
    values = {
        **{
            key: getattr(task, key)
            for key in task.__dataclass_fields__
            if key not in ("who", "due")
        },
        "title": dict(task.title),
        "fields": list(task.fields),
        "roles": list(who.roles),
        "persons": list(who.persons),
        "because": dict(who.because) if who.because else None,
    }
    tx.connection.execute(insert(_table).values(id=id, state="open", created_at=tx.now, **values))
    offer(tx, id, who)
    plan(tx, id, task.due, task.due_at)
    people = sorted(set(people_of(tx, who)) - set(who.excluded))
    mail_task(tx, people, task.title, About(task.form, task.record, id), task.due_at)
    return id


def cancel_task(tx: Transaction, instance: str, step: str, reason: str) -> None:
    """Take a task back, with the reason."""
    mine = (_table.c.instance == instance) & (_table.c.step == step) & (_table.c.state == "open")
    close_seats(tx, select(_table.c.id).where(mine))
    tx.connection.execute(
        update(_table).where(mine).values(state="cancelled", done_at=tx.now, reason=reason)
    )


def end_task(tx: Transaction, id: str) -> None:
    """The actor has done the task."""
    close_seats(tx, [id])
    values = {"state": "done", "done_at": tx.now, "done_by": tx.actor.id}
    tx.connection.execute(update(_table).where(_table.c.id == id).values(values))


def open_tasks(tx: Transaction, record: str, transition: str | None = None) -> list[dict[str, Any]]:
    """Open tasks about a record."""
    statement = select(*_table.c).where(_table.c.record == record, _table.c.state == "open")
    if transition is not None:
        statement = statement.where(_table.c.transition == transition)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def hold_open(tx: Transaction, id: str, look: bool = False) -> dict[str, Any] | None:
    """A task that is still open, held until the transaction ends (unless one only wants to `look`);
    None once it is over."""
    mine = (_table.c.id == id) & (_table.c.state == "open")
    statement = select(*_table.c).where(mine)
    found = tx.connection.execute(statement if look else statement.with_for_update()).mappings()
    return next((dict(row) for row in found), None)


def held_task(tx: Transaction, id: str) -> dict[str, Any]:
    """The task, held until the transaction ends, open or over; rights are the caller's business."""
    statement = select(*_table.c).where(_table.c.id == id).with_for_update()
    return dict(tx.connection.execute(statement).mappings().one())


def complete_tasks(tx: Transaction, record: str, transition: str) -> list[dict[str, Any]]:
    """End the tasks a transition fulfils; raises Forbidden when the actor is kept from one, Conflict
    when it is somebody else's."""
    found = open_tasks(tx, record, transition)
    for task in found:
        check_mine(tx, task)
        task["on_behalf_of"] = behalf(tx, task) if tx.actor.id else None
        values = {"state": "done", "done_at": tx.now, "done_by": tx.actor.id,
                  "on_behalf_of": task["on_behalf_of"]}  # fmt: skip
        tx.connection.execute(update(_table).where(_table.c.id == task["id"]).values(values))
    return found


def tasks_about(tx: Transaction, instance: str) -> list[dict[str, Any]]:
    """Tasks of an instance, oldest first."""
    statement = select(*_table.c).where(_table.c.instance == instance).order_by(_table.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def votes_about(tx: Transaction, record: str) -> list[dict[str, Any]]:
    """Tasks people vote on about a record, newest first; open or over."""
    mine = (_table.c.record == record) & (_table.c.kind == "approve")
    statement = select(*_table.c).where(mine).order_by(_table.c.id.desc())
    return [dict(row) for row in tx.connection.execute(statement).mappings()]
