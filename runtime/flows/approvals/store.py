"""Approvals, seats and votes as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, insert, select, update

from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import (
    Approval,
    ApprovalSeat,
    ApprovalVoiding,
    ApprovalVote,
    table_of,
)

Row = dict[str, Any]
_approvals = table_of(Approval)
_seats = table_of(ApprovalSeat)
_votes = table_of(ApprovalVote)
_voidings = table_of(ApprovalVoiding)


def add_approval(tx: Transaction, task: str, values: Mapping[str, Any]) -> None:
    """How a task is voted on."""
    tx.connection.execute(insert(_approvals).values(task=task, round=1, **values))


def add_seat(tx: Transaction, task: str, position: int, **values: Any) -> str:
    """One more seat; gives its id."""
    id = new_id()
    row = {"id": id, "task": task, "position": position, "added_at": tx.now, "veto": False,
           "place": "", "turn": False, **values}  # fmt: skip
    tx.connection.execute(insert(_seats).values(row))
    return id


def approval(tx: Transaction, task: str) -> Row | None:
    """How the task is voted on; None where nobody votes on it."""
    found = tx.connection.execute(select(*_approvals.c).where(_approvals.c.task == task))
    row = found.mappings().first()
    return dict(row) if row else None


def seats_of(tx: Transaction, task: str) -> list[Row]:
    """Seats in their order, added signers after those they belong to were there."""
    return _rows(tx, _seats, task, _seats.c.position, _seats.c.id)


def votes_of(tx: Transaction, task: str) -> list[Row]:
    """Every vote ever cast on the task, oldest first."""
    return _rows(tx, _votes, task, _votes.c.id)


def voidings_of(tx: Transaction, task: str) -> list[Row]:
    """The rounds that are void, oldest first."""
    return _rows(tx, _voidings, task, _voidings.c.round)


def add_vote(
    tx: Transaction,
    seat: Row,
    count_no: int,
    answer: str,
    comment: str,
    behalf: str | None = None,
) -> str:
    """The actor's vote for a seat, who holds it from now on; `behalf` is whom they stand in for.
    Gives its id."""
    id = new_id()
    tx.connection.execute(
        insert(_votes).values(
            id=id, task=seat["task"], seat=seat["id"], round=count_no, person=tx.actor.id,
            on_behalf_of=behalf, answer=answer, comment=comment or None, at=tx.now,
        )
    )  # fmt: skip
    hold(tx, seat["id"])
    return id


def hold(tx: Transaction, seat: str) -> None:
    """The actor has the seat: nobody else votes for it."""
    tx.connection.execute(update(_seats).where(_seats.c.id == seat).values(held_by=tx.actor.id))


def free(tx: Transaction, seats: Iterable[str]) -> None:
    """Nobody has these seats any more."""
    tx.connection.execute(update(_seats).where(_seats.c.id.in_(list(seats))).values(held_by=None))


def set_turns(tx: Transaction, task: str, seats: Iterable[str]) -> None:
    """Exactly these seats can be voted for now."""
    wanted = list(seats)
    mine = update(_seats).where(_seats.c.task == task)
    tx.connection.execute(mine.where(_seats.c.id.not_in(wanted)).values(turn=False))
    tx.connection.execute(mine.where(_seats.c.id.in_(wanted)).values(turn=True))


def next_round(tx: Transaction, task: str, over: int, fields: Iterable[str]) -> None:
    """The votes of the round `over` are void because the record changed in `fields`."""
    tx.connection.execute(
        insert(_voidings).values(
            task=task, round=over, fields=list(fields), by=tx.actor.id,
            cause=tx.cause.to_json(), at=tx.now,
        )
    )  # fmt: skip
    _change(tx, task, round=over + 1)


def settle(tx: Transaction, task: str, outcome: str) -> None:
    """The vote has come to its end."""
    _change(tx, task, outcome=outcome)


def _change(tx: Transaction, task: str, **values: Any) -> None:
    tx.connection.execute(update(_approvals).where(_approvals.c.task == task).values(values))


def _rows(tx: Transaction, table: Table, task: str, *order: Any) -> list[Row]:
    statement = select(*table.c).where(table.c.task == task).order_by(*order)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]
