"""Tasks of the people the actor stands in for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, tuple_

from dougong.platform.definitions import Library
from dougong.platform.storage import Actor, Transaction
from dougong.platform.storage.platform_tables import Task, TaskPerson, table_of
from dougong.runtime.flows.assignees import Work, sees
from dougong.runtime.flows.stand_ins import stood_in_for

_table = table_of(Task)
_persons = table_of(TaskPerson)
_MOST = 200


def delegated(tx: Transaction) -> ColumnElement[bool]:
    """Tasks for (or held by) somebody the actor stands in for, as far as the actor's own roles let
    them do such a task: standing in lends nobody's rights."""
    away = stood_in_for(tx)
    named = select(_persons.c.task).where(_persons.c.part == "to", _persons.c.person.in_(away))
    return and_(or_(_table.c.id.in_(named), held_for(tx)), _doable(tx))


def held_for(tx: Transaction) -> ColumnElement[bool]:
    """Tasks somebody the actor stands in for has taken."""
    return _table.c.claimed_by.in_(stood_in_for(tx))


def behalf(tx: Transaction, task: Mapping[str, Any]) -> str | None:
    """The person a task would be done for by the actor; None where it is the actor's own."""
    held = task["claimed_by"]
    if held == tx.actor.id:
        found: str | None = task["on_behalf_of"]
        return found
    own = tx.actor.id in (task["persons"] or ())
    if held is None and (own or tx.actor.roles.intersection(task["roles"] or ())):
        return None
    away = set(tx.connection.execute(stood_in_for(tx)).scalars())
    return next((one for one in ([held] if held else task["persons"] or ()) if one in away), None)


def out_of_reach(tx: Transaction, person: str) -> int:
    """How many of the actor's open tasks (by name, or taken) `person` could not do for them."""
    mine = (_persons.c.part == "to") & (_persons.c.person == tx.actor.id)
    named = _table.c.id.in_(select(_persons.c.task).where(mine))
    held = _table.c.claimed_by == tx.actor.id
    statement = select(*_table.c).where(_table.c.state == "open", or_(named, held)).limit(_MOST)
    return sum(
        not sees(tx, person, Work(one["form"], one["record"], one["transition"]))
        for one in tx.connection.execute(statement).mappings()
    )


def _doable(tx: Transaction) -> ColumnElement[bool]:
    key = ("doable", tuple(sorted(tx.actor.roles)))
    forms, steps = tx.library.cached(key, lambda: _reach(tx.library, tx.actor))
    done = tuple_(_table.c.form, _table.c.transition).in_(steps) if steps else None
    read = _table.c.transition.is_(None)
    return and_(_table.c.form.in_(forms), read if done is None else or_(read, done))


def _reach(library: Library, actor: Actor) -> tuple[list[str], list[tuple[str, str]]]:
    """Forms the actor may read, and the transitions of theirs they may do."""
    forms = [one.id for one in library.all("form") if actor.rights.may("read", one.id)]
    steps = [
        (form, step.id)
        for form in forms
        for step in library.form(form).transitions.values()
        if actor.roles.intersection(step.who)
    ]
    return forms, steps
