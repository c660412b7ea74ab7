"""Tasks several people vote on, as the inbox finds them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import ApprovalSeat, ApprovalVote, Task, table_of
from dougong.runtime.flows.stand_ins import stood_in_for

_tasks = table_of(Task)
_seats = table_of(ApprovalSeat)
_votes = table_of(ApprovalVote)
_OPINION = "opinion"


def my_turn(tx: Transaction) -> ColumnElement[bool]:
    """Holds for tasks with a seat the actor can vote for now, their own or one of whom they stand in
    for (whose records they may read themselves).

    Who holds a seat (by a vote, or by having added a signer) is offered no other one.
    """
    me, away = tx.actor.id, stood_in_for(tx)
    taken = _seats.alias("taken")
    other = and_(taken.c.task == _seats.c.task, taken.c.held_by == me, taken.c.place != _OPINION)
    of_role = and_(_seats.c.person.is_(None), _seats.c.role.in_(sorted(tx.actor.roles)))
    free = and_(
        _seats.c.held_by.is_(None),
        or_(_seats.c.person == me, _seats.c.person.in_(away), of_role),
        ~exists(select(taken.c.id).where(other)),
    )
    held = or_(_seats.c.held_by == me, _seats.c.held_by.in_(away))
    mine = and_(_seats.c.turn, _seats.c.place != _OPINION, or_(held, free))
    forms = [one.id for one in tx.library.all("form") if tx.actor.rights.may("read", one.id)]
    return and_(_tasks.c.id.in_(select(_seats.c.task).where(mine)), _tasks.c.form.in_(forms))


def opinion_asked(tx: Transaction) -> ColumnElement[bool]:
    """Holds for tasks the actor has been asked to say something about, vote or no vote."""
    mine = and_(_seats.c.turn, _seats.c.place == _OPINION, _seats.c.person == tx.actor.id)
    return _tasks.c.id.in_(select(_seats.c.task).where(mine))


def voted(tx: Transaction) -> ColumnElement[bool]:
    """Holds for tasks the actor has voted on."""
    return _tasks.c.id.in_(select(_votes.c.task).where(_votes.c.person == tx.actor.id))


def close_seats(tx: Transaction, tasks: Any) -> None:
    """Nobody's vote is due any more on `tasks` (ids, or what selects them)."""
    tx.connection.execute(update(_seats).where(_seats.c.task.in_(tasks)).values(turn=False))


def asked_to_vote(tx: Transaction, task: str) -> tuple[list[str], list[str]]:
    """People (ids) and roles whose vote is due; who has taken a seat already is not asked again."""
    due = select(*_seats.c).where(_seats.c.task == task, _seats.c.turn).order_by(_seats.c.position)
    rows = tx.connection.execute(due).mappings().all()
    named = [
        str(row["held_by"] or row["person"]) for row in rows if row["held_by"] or row["person"]
    ]
    roles = [str(row["role"]) for row in rows if not (row["held_by"] or row["person"])]
    return named, roles


def holders(tx: Transaction, task: str) -> set[str]:
    """People (ids) who have taken a seat."""
    mine = (_seats.c.task == task) & _seats.c.held_by.is_not(None)
    return set(tx.connection.execute(select(_seats.c.held_by).where(mine)).scalars())
