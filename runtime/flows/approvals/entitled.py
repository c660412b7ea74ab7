"""Whether somebody can vote now, and why not."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from dougong.platform.problems import Conflict, Forbidden, Problem
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, Message, listed
from dougong.runtime.flows.approvals.ballot import OPINION
from dougong.runtime.flows.approvals.case import Case
from dougong.runtime.flows.stand_ins import stood_in_for

Row = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """`seat`: the vote somebody can cast now, on behalf of whom they stand in for (`behalf`) or their
    own; else `problem` says why there is none. `asked` is the opinion they have been asked for.
    `shut_out`: they may look on only."""

    seat: Row | None = None
    behalf: str | None = None
    asked: Row | None = None
    problem: Problem | None = None
    shut_out: bool = False


def standing_of(tx: Transaction, case: Case) -> Standing:
    """Where the actor stands in the vote."""
    asked, away = _asked(tx, case), set(tx.connection.execute(stood_in_for(tx)).scalars())
    found = _seat(tx, case, away)
    if isinstance(found, Problem):
        return Standing(asked=asked, problem=found, shut_out=tx.actor.id in case.excluded)
    lender = found["person"] or found["held_by"]
    return Standing(found, lender if lender in away else None, asked)


def opinion_of(tx: Transaction, case: Case) -> Row | None:
    """The opinion the actor has been asked for, where no vote of theirs is due beside it."""
    standing = standing_of(tx, case)
    return standing.asked if standing.seat is None else None


def _asked(tx: Transaction, case: Case) -> Row | None:
    mine = (s for s in case.seats if s["place"] == OPINION and s["person"] == tx.actor.id)
    return next((s for s in mine if s["id"] in case.turns and case.task["state"] == "open"), None)


def _seat(tx: Transaction, case: Case, away: Set[str]) -> Row | Problem:
    if case.task["state"] != "open":
        return over(tx, case)
    if tx.actor.id in case.excluded:
        told = case.task["because"]
        words = Message.of(told) if told else Message(N_("You are left out of this vote"))
        return Forbidden(words)
    counted = [one for one in case.seats if one["place"] != OPINION]
    held = [one for one in counted if one["held_by"] == tx.actor.id]
    own = sorted((one for one in counted if _offered(tx, one)), key=lambda one: not one["person"])
    lent = [one for one in counted if {one["person"], one["held_by"]} & away and one not in own]
    mine = held or [*own, *lent]
    if not mine:
        return Forbidden(Message(N_("You have no vote here")))
    free = {None, tx.actor.id, *away}
    due = [one for one in mine if one["id"] in case.turns and one["held_by"] in free]
    return due[0] if due else _not_now(tx, case, mine)


def _offered(tx: Transaction, seat: Row) -> bool:
    if seat["person"] is not None:
        return bool(seat["person"] == tx.actor.id)
    return seat["role"] in tx.actor.roles


def _free(tx: Transaction, seat: Row) -> bool:
    return seat["held_by"] in (None, tx.actor.id)


def _not_now(tx: Transaction, case: Case, mine: list[Row]) -> Problem:
    if any(one["held_by"] == tx.actor.id and one["id"] in case.standing_votes for one in mine):
        return Conflict(Message(N_("You have voted already")))
    if not any(_free(tx, one) for one in mine):
        name = _names(tx, [mine[0]["held_by"]])
        return Conflict(Message(N_("{name} has taken this vote already"), {"name": name}))
    ahead = [one for one in case.seats if one["id"] in case.turns and one["place"] != OPINION]
    who = _names(tx, [one["held_by"] or one["person"] for one in ahead])
    if who:
        return Conflict(Message(N_("It is not your turn yet: {name} votes first"), {"name": who}))
    return Conflict(Message(N_("It is not your turn yet")))


def over(tx: Transaction, case: Case) -> Problem:
    """Why nobody can vote any more."""
    by = case.task["done_by"]
    if case.approval["outcome"] is None or by is None:
        return Conflict(Message(N_("This task is over already")))
    name = _names(tx, [by])
    if case.approval["outcome"] == "approved":
        return Conflict(Message(N_("This is decided already: approved, {name} voted last"),
                                {"name": name}))  # fmt: skip
    words = N_("This is decided already: refused, {name} voted last")
    return Conflict(Message(words, {"name": name}))


def _names(tx: Transaction, ids: list[str | None]) -> str:
    wanted = [one for one in ids if one]
    return listed((labels(tx, "user", wanted).get(one, "") for one in wanted), tx.actor.language)
