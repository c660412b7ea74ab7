"""Adding signers to a seat: before it, after it, or for an opinion."""

from __future__ import annotations

from typing import Any

from dougong.platform.audit import note
from dougong.platform.identity import actor_for, people
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Actor, Transaction
from dougong.platform.storage.query import get
from dougong.platform.texts import N_, Message
from dougong.runtime.flows.approvals import store
from dougong.runtime.flows.approvals.ballot import AFTER, BEFORE, OPINION
from dougong.runtime.flows.approvals.case import Case
from dougong.runtime.flows.approvals.entitled import standing_of
from dougong.runtime.flows.approvals.voting import held_case, recount
from dougong.runtime.notifications import TASK, About, tell
from dougong.runtime.records import reason_of

PLACES = (BEFORE, AFTER, OPINION)
MOST = 20
_ASKED = {
    BEFORE: N_("{name} asks you to vote first: {title}"),
    AFTER: N_("{name} asks you to vote too: {title}"),
    OPINION: N_("{name} asks for your opinion: {title}"),
}


def add_signer(tx: Transaction, id: str, person: str, place: str, reason: str) -> None:
    """Whose vote it is asks somebody to sign before or after them, or for an opinion.

    The seat is theirs from then on. Raises NotFound, Forbidden and Conflict as `vote` does, Invalid
    (the person has a vote already, is left out, or cannot see the record; no reason).
    """
    case = held_case(tx, id)
    standing = standing_of(tx, case)
    if standing.problem is not None or standing.seat is None:
        raise standing.problem or AssertionError("neither a seat nor a reason")
    if place not in PLACES:
        raise _wrong("place", N_("Say one of: {known}"), known=", ".join(PLACES))
    words, added = _said(reason), _able(tx, case, person, place)
    problems = [one for one in (words, added) if isinstance(one, FieldProblem)]
    if isinstance(words, FieldProblem) or isinstance(added, FieldProblem):
        raise Invalid.of(problems)
    if sum(one["added_by"] is not None for one in case.seats) >= MOST:
        raise _wrong("person", N_("No more signers can be added here"))
    seat = standing.seat
    store.hold(tx, seat["id"])
    store.add_seat(
        tx, case.id, seat["position"], person=added.id, place=place, host=seat["id"],
        added_by=tx.actor.id, reason=words,
    )  # fmt: skip
    note(tx, "task", id, "signer", None, {"person": added.id, "place": place, "reason": words})
    recount(tx, Case.of(tx, case.task))
    title = Message(_ASKED[place], {"name": tx.actor.name, "title": Message.of(case.task["title"])})
    body = Message(N_("Reason: {reason}"), {"reason": words})
    about = About(case.task["form"], case.task["record"], id)
    tell(tx, [str(added.id)], TASK, about, lambda one: (title.render(one), body.render(one)))


def addable(tx: Transaction, case: Case, words: str = "") -> list[tuple[str, str]]:
    """People (id and name) who could be added to a vote as signers."""
    found = []
    for id, name, _ in people(tx, words, limit=200):
        actor = actor_for(tx, id)
        if actor is not None and _why_not(tx, case, actor, AFTER) is None:
            found.append((id, name))
    return found


def _said(reason: str) -> str | FieldProblem:
    try:
        return reason_of(reason)
    except Invalid as problem:
        return problem.fields[0]


def _able(tx: Transaction, case: Case, person: str, place: str) -> Actor | FieldProblem:
    """The person, when they can be added."""
    actor = actor_for(tx, person) if person else None
    if actor is None:
        words = N_("There is no such person") if person else N_("Choose somebody")
        return FieldProblem("person", "unknown_record", Message(words))
    why = _why_not(tx, case, actor, place)
    if why is not None:
        return FieldProblem("person", "invalid", Message(why, {"name": actor.name}))
    return actor


def _why_not(tx: Transaction, case: Case, actor: Actor, place: str) -> str | None:
    """Why somebody cannot be added; None when they can."""
    if actor.id == tx.actor.id:
        return N_("Choose somebody else than yourself")
    if not _sees(tx.as_(tx.cause, actor), case):
        return N_("{name} cannot see this record")
    if place != OPINION and actor.id in case.excluded:
        return N_("{name} is left out of this vote")
    if any(_concerns(one, actor, place) for one in case.seats):
        return N_("{name} has a vote here already")
    return None


def _sees(tx: Transaction, case: Case) -> bool:
    form = case.task["form"]
    return tx.actor.rights.may("read", form) and get(tx, form, case.task["record"]) is not None


def _concerns(seat: dict[str, Any], actor: Actor, place: str) -> bool:
    """Whether the person stands, or may stand, at a seat: who is asked twice would be stuck."""
    if seat["place"] == OPINION or place == OPINION:
        return bool(seat["place"] == place == OPINION and seat["person"] == actor.id)
    held = seat["held_by"] or seat["person"]
    return bool(held == actor.id) if held else seat["role"] in actor.roles


def _wrong(field: str, msgid: str, **params: object) -> Invalid:
    return Invalid.of([FieldProblem(field, "invalid", Message(msgid, params))])
