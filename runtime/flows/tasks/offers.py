"""Whom a task is for, as it is written down; who that is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, insert, select, update

from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Task, TaskPerson, TaskRole, table_of
from dougong.runtime.flows.assignees import Assigned, people_of
from dougong.runtime.flows.stand_ins import with_stand_ins
from dougong.runtime.flows.tasks.seats import asked_to_vote, holders

_table = table_of(Task)
_roles = table_of(TaskRole)
_persons = table_of(TaskPerson)


def offer(tx: Transaction, task: str, who: Assigned) -> None:
    """Write down whom a task is for and whom it is kept from."""
    for role in who.roles:
        tx.connection.execute(insert(_roles).values(task=task, role=role))
    for part, people in (("to", who.persons), ("not", who.excluded)):
        for person in people:
            tx.connection.execute(insert(_persons).values(task=task, person=person, part=part))


def offered(tx: Transaction, task: Mapping[str, Any]) -> Assigned:
    """Whom a task is for and whom it is kept from."""
    out = (_persons.c.task == task["id"]) & (_persons.c.part == "not")
    excluded = tx.connection.execute(select(_persons.c.person).where(out)).scalars()
    roles, persons = task["roles"] or (), task["persons"] or ()
    return Assigned(tuple(roles), tuple(persons), tuple(excluded), task["because"])


def asked(tx: Transaction, task: Mapping[str, Any]) -> list[str]:
    """Ids of the people an open task waits for now: who holds it, else everybody it is for; of a
    vote, whose turn it is. With those who stand in for the people it names."""
    if task["kind"] == "approve":
        return _voters(tx, task)
    if task["claimed_by"] is not None:
        return with_stand_ins(tx, [task["claimed_by"]])
    who = offered(tx, task)
    named = with_stand_ins(tx, people_of(tx, replace(who, roles=())))
    everybody = dict.fromkeys([*named, *people_of(tx, who)])
    return [one for one in everybody if one not in who.excluded]


def _voters(tx: Transaction, task: Mapping[str, Any]) -> list[str]:
    named, roles = asked_to_vote(tx, task["id"])
    out = {*offered(tx, task).excluded, *holders(tx, task["id"])}
    of_roles = [one for one in people_of(tx, Assigned(roles=tuple(roles))) if one not in out]
    stood_in = [one for one in with_stand_ins(tx, named) if one in named or one not in out]
    return list(dict.fromkeys([*stood_in, *of_roles]))


def add_to(tx: Transaction, task: Mapping[str, Any], more: Assigned) -> None:
    """A task is for some more; nobody loses it."""
    roles = dict.fromkeys([*(task["roles"] or ()), *more.roles])
    persons = dict.fromkeys([*(task["persons"] or ()), *more.persons])
    _rewrite(tx, task, Assigned(tuple(roles), tuple(persons)))


def hand_to(tx: Transaction, task: Mapping[str, Any], others: Assigned) -> None:
    """A task is for others from now on; nobody holds it."""
    _rewrite(tx, task, others)
    mine = update(_table).where(_table.c.id == task["id"])
    tx.connection.execute(mine.values(claimed_by=None, on_behalf_of=None))


def _rewrite(tx: Transaction, task: Mapping[str, Any], who: Assigned) -> None:
    tx.connection.execute(delete(_roles).where(_roles.c.task == task["id"]))
    named = (_persons.c.task == task["id"]) & (_persons.c.part == "to")
    tx.connection.execute(delete(_persons).where(named))
    offer(tx, task["id"], Assigned(who.roles, who.persons))
    values = {"roles": list(who.roles), "persons": list(who.persons)}
    tx.connection.execute(update(_table).where(_table.c.id == task["id"]).values(values))
