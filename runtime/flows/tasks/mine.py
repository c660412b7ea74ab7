"""Tasks of the actor: those of their roles, those for them by name, those of people they stand in
for; but for those they are kept from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update

from dougong.platform.problems import Conflict, Forbidden, NotFound, Problem
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Task, TaskPerson, TaskRole, table_of
from dougong.platform.storage.query import get, labels
from dougong.platform.texts import N_, Message, listed
from dougong.runtime.flows.tasks.behalf import behalf, delegated, held_for
from dougong.runtime.flows.tasks.seats import my_turn, opinion_asked, voted

_table = table_of(Task)
_roles = table_of(TaskRole)
_persons = table_of(TaskPerson)
_KEPT_OUT = N_("Somebody else must do this: you have had a part in what it is about")


def _offered(tx: Transaction) -> ColumnElement[bool]:
    """Tasks of the actor's roles, for them by name, held by them, or of whom they stand in for."""
    of_roles = select(_roles.c.task).where(_roles.c.role.in_(sorted(tx.actor.roles)))
    return or_(
        _table.c.id.in_(of_roles),
        _table.c.id.in_(_named(tx, "to")),
        _table.c.claimed_by == tx.actor.id,
        _table.c.done_by == tx.actor.id,
        my_turn(tx),
        delegated(tx),
    )


def _named(tx: Transaction, part: str) -> Any:
    mine = (_persons.c.person == tx.actor.id) & (_persons.c.part == part)
    return select(_persons.c.task).where(mine)


def _mine(tx: Transaction) -> ColumnElement[bool]:
    return or_(_offered(tx) & _table.c.id.not_in(_named(tx, "not")), opinion_asked(tx))


def _free(tx: Transaction) -> ColumnElement[bool]:
    held = _table.c.claimed_by
    return or_(held.is_(None), held == tx.actor.id, held_for(tx))


def tasks_of(tx: Transaction, state: str = "open", limit: int = 200) -> list[dict[str, Any]]:
    """The actor's tasks, the most urgent first; tasks others have claimed are left out."""
    statement = select(*_table.c).where(_table.c.state == state)
    if state == "open":
        statement = statement.where(_mine(tx), _free(tx))
        ordered = statement.order_by(_table.c.due_at.is_(None), _table.c.due_at, _table.c.id)
    else:
        statement = statement.where(or_(_table.c.done_by == tx.actor.id, voted(tx)))
        ordered = statement.order_by(_table.c.done_at.desc(), _table.c.id)
    return [dict(row) for row in tx.connection.execute(ordered.limit(limit)).mappings()]


def open_count(tx: Transaction) -> int:
    """How many open tasks wait for the actor, as `tasks_of` lists them."""
    statement = select(func.count()).select_from(_table).where(_mine(tx), _is_open(), _free(tx))
    return int(tx.connection.execute(statement).scalar() or 0)


def taken_by_others(tx: Transaction) -> list[dict[str, Any]]:
    """Open tasks the actor could do, but somebody else has claimed; the most urgent first."""
    statement = select(*_table.c).where(_mine(tx), _is_open(), ~_free(tx))
    ordered = statement.order_by(_table.c.due_at.is_(None), _table.c.due_at, _table.c.id)
    return [dict(row) for row in tx.connection.execute(ordered.limit(200)).mappings()]


def _is_open() -> ColumnElement[bool]:
    return _table.c.state == "open"


def task(tx: Transaction, id: str) -> dict[str, Any]:
    """One task of the actor's; NotFound for somebody else's and for none alike, Forbidden with the
    reason where the flow keeps the actor from a task their roles would give them.

    What people vote on is there for everybody who may see its record: who has no vote looks on.
    """
    voted_on = _table.c.kind == "approve"
    statement = select(*_table.c).where(_table.c.id == id, or_(_offered(tx), voted_on))
    found = tx.connection.execute(statement).mappings().first()
    if found is not None and found["kind"] == "approve" and _in_sight(tx, found):
        return dict(found)
    if found is None or found["kind"] == "approve":
        raise NotFound(Message(N_("There is no such task")))
    why = kept_from(tx, found)
    if why is not None:
        raise Forbidden(why)
    return dict(found)


def _in_sight(tx: Transaction, task: Mapping[Any, Any]) -> bool:
    form = str(task["form"])
    return tx.actor.rights.may("read", form) and get(tx, form, task["record"]) is not None


def kept_out(tx: Transaction, task: str) -> list[str]:
    """Ids of the people a task is kept from."""
    out = (_persons.c.task == task) & (_persons.c.part == "not")
    statement = select(_persons.c.person).where(out).order_by(_persons.c.person)
    return list(tx.connection.execute(statement).scalars())


def kept_from(tx: Transaction, task: Mapping[Any, Any]) -> Message | None:
    """Why the actor has no part in a task; None when they may have."""
    out = _named(tx, "not").where(_persons.c.task == task["id"])
    if tx.actor.id is None or tx.connection.execute(out).first() is None:
        return None
    return Message.of(task["because"]) if task["because"] else Message(_KEPT_OUT)


def check_mine(tx: Transaction, task: Mapping[str, Any]) -> None:
    """Whoever does the transition a task is about does the task: raises Forbidden when they are kept
    from it, Conflict when somebody else has it or it is for others by name."""
    if tx.actor.kind != "person":
        return
    problem = in_the_way(tx, task)
    if problem is not None:
        raise problem
    check_held(tx, task)


def check_held(tx: Transaction, task: Mapping[str, Any]) -> None:
    """Raises Conflict when somebody has taken a task who is neither the actor nor one they stand in
    for."""
    held = task["claimed_by"]
    if held not in (None, tx.actor.id) and behalf(tx, task) != held:
        raise Conflict(Message(N_("Somebody else has taken this task")))


def in_the_way(tx: Transaction, task: Mapping[str, Any]) -> Problem | None:
    """Why the actor can never do a task, whatever their roles: the flow keeps them from it, or has
    others in mind by name."""
    why = kept_from(tx, task)
    if why is not None:
        return Forbidden(why)
    others = task["persons"] if not task["roles"] else ()
    if not others or tx.actor.id in (*others, task["claimed_by"]) or behalf(tx, task):
        return None
    who = listed(labels(tx, "user", others).values(), tx.actor.language)
    return Conflict(Message(N_("This waits for {who}"), {"who": who}))


def claim(tx: Transaction, id: str) -> dict[str, Any]:
    """Take a task; Conflict when it is over or somebody else was first."""
    found = task(tx, id)
    if found["state"] != "open":
        raise Conflict(Message(N_("This task is over already")))
    if found["kind"] == "approve":
        raise Conflict(Message(N_("People vote on this task: nobody takes it alone")))
    values = {"claimed_by": tx.actor.id, "on_behalf_of": behalf(tx, found)}
    mine = update(_table).where(_table.c.id == id, _free(tx)).values(values)
    if tx.connection.execute(mine).rowcount != 1:
        raise Conflict(Message(N_("Somebody else has taken this task")))
    return {**found, **values}


def release(tx: Transaction, id: str) -> None:
    """Give a task back to everybody it is for."""
    mine = (_table.c.id == id) & (_table.c.claimed_by == tx.actor.id) & _is_open()
    nobody = {"claimed_by": None, "on_behalf_of": None}
    if tx.connection.execute(update(_table).where(mine).values(nobody)).rowcount != 1:
        raise Conflict(Message(N_("You do not hold this task")))
