"""Casting a vote: the one that decides does the transition in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.audit import note
from dougong.platform.identity import Deed, Signer, sign, unsigned
from dougong.platform.problems import Conflict, FieldProblem, Invalid
from dougong.platform.storage import Cause, Transaction, last_event, wire
from dougong.platform.storage.query import any_record, lock
from dougong.platform.texts import N_, Message, Text
from dougong.runtime import records
from dougong.runtime.flows.approvals import store
from dougong.runtime.flows.approvals.ballot import ABSTAIN, AGREE, OPINION, REFUSE
from dougong.runtime.flows.approvals.case import Case
from dougong.runtime.flows.approvals.entitled import standing_of
from dougong.runtime.flows.tasks import end_task, go_on, held_task, task
from dougong.runtime.records import Raw, fill, settle

LONGEST = 2000


@dataclass(frozen=True)
class Voted:
    """`outcome` is None while others still vote; `warnings` are what rules warned of."""

    outcome: str | None
    warnings: tuple[FieldProblem, ...] = ()


def vote(
    tx: Transaction,
    id: str,
    answer: str,
    comment: str = "",
    raw: Raw | None = None,
    change_no: int | None = None,
    lenient: bool = False,
    signer: Signer | None = None,
) -> Voted:
    """The actor's vote (`agree`, `refuse`, `abstain`) on a task, with changes of its record.

    Changing what is voted on voids the votes that were cast before, in the same transaction. Raises
    NotFound, Forbidden (no vote), Conflict (voted, taken, not yet, over), Stale, Invalid, Refused;
    then nothing has happened.
    """
    case = held_case(tx, id)
    standing = standing_of(tx, case)
    if standing.problem is not None or standing.seat is None:
        raise standing.problem or AssertionError("neither a seat nor a reason")
    words = _words(case, answer, comment)
    meaning = signed_for(tx, case)
    if meaning is not None and (signer is None or signer.person != tx.actor.id):
        raise unsigned("signature.password")
    needs = tuple(case.approval["ask"]) if answer == AGREE else ()
    warnings: tuple[FieldProblem, ...] = ()
    if raw or needs or change_no is not None:
        found = case.task
        allowed = tuple(found["fields"] or ())
        saved = fill(tx, found["form"], found["record"], raw or {}, allowed, change_no, lenient, needs)  # fmt: skip
        warnings, case = saved.warnings, Case.of(tx, held_task(tx, id))
    if standing.behalf is not None:
        detail = {**tx.cause.detail, "on_behalf_of": standing.behalf}
        tx = tx.as_(replace(tx.cause, detail=detail))
    cast = store.add_vote(tx, standing.seat, case.approval["round"], answer, words, standing.behalf)
    if meaning is not None and signer is not None:
        _sign(tx, case, Deed(meaning, vote=cast), signer)
    note(tx, "task", id, "vote", None, {"seat": standing.seat["id"], "answer": answer})
    return _counted(tx, Case.of(tx, case.task), words, warnings, signer)


def give_opinion(tx: Transaction, id: str, words: str) -> None:
    """What the actor was asked to say; it counts for nothing. Raises NotFound, Conflict, Invalid."""
    case = held_case(tx, id)
    standing = standing_of(tx, case)
    if standing.asked is None:
        raise standing.problem or _nobody_asked()
    if not 0 < len(words.strip()) <= LONGEST:
        raise _wrong("comment", N_("Say what you think, in 2,000 characters at most"))
    store.add_vote(tx, standing.asked, case.approval["round"], OPINION, words.strip())
    recount(tx, Case.of(tx, case.task))


def held_case(tx: Transaction, id: str) -> Case:
    """The approval of a task the actor may see, held until the transaction ends.

    The record is held first, as whoever changes the record holds it before its votes.
    """
    found = _voted_on(tx, id)
    lock(tx, found["form"], found["record"])
    return Case.of(tx, held_task(tx, id))


def voted_on(tx: Transaction, id: str) -> Case:
    """The approval of a task whose record the actor may see. Raises NotFound, Conflict (nobody votes
    on it)."""
    return Case.of(tx, _voted_on(tx, id))


def _voted_on(tx: Transaction, id: str) -> dict[str, Any]:
    found = task(tx, id)
    if found["kind"] != "approve":
        raise Conflict(Message(N_("Nobody votes on this task")))
    return found


def whose_turn(tx: Transaction, id: str) -> dict[str, Any]:
    """The task, held, when the actor can vote on it now; raises as `vote` does."""
    case = held_case(tx, id)
    standing = standing_of(tx, case)
    if standing.problem is not None:
        raise standing.problem
    return dict(case.task)


def signed_for(tx: Transaction, case: Case) -> Text | None:
    """What voters sign for: the node says so, or a transition they may bring about is signed (any
    vote may be the one that decides, whichever way)."""
    told: Text | None = case.approval["sign"]
    form, record = case.task["form"], case.task["record"]
    steps = (case.approval[key] for key in ("approved", "refused"))
    found = (records.signed_for(tx, form, record, step) for step in steps)
    return told or next((one for one in found if one is not None), None)


def _sign(tx: Transaction, case: Case, deed: Deed, signer: Signer) -> None:
    """Under the record as the voter leaves it."""
    form, id = case.task["form"], case.task["record"]
    record, event = any_record(tx, form, id), last_event(tx, id)
    assert record is not None and event is not None
    sign(tx, record, str(event["id"]), deed, signer)


def recount(tx: Transaction, case: Case) -> None:
    """Say again whose vote is due."""
    store.set_turns(tx, case.id, case.turns)


def _counted(
    tx: Transaction,
    case: Case,
    comment: str,
    warnings: tuple[FieldProblem, ...],
    signer: Signer | None,
) -> Voted:
    outcome = case.outcome
    if outcome is None:
        recount(tx, case)
        return Voted(None, warnings)
    end_task(tx, case.id)
    store.settle(tx, case.id, outcome)
    told = _transition(tx, case, outcome, comment, signer)
    outputs: dict[str, Any] = {
        "outcome": outcome,
        "by": {"id": tx.actor.id},
        "at": wire(tx.now),
        "agreed": case.agreed,
        "refused_count": case.refused,
        "comment": comment or None,
    }
    go_on(tx, case.task, outputs=outputs)
    return Voted(outcome, (*warnings, *told))


def _transition(
    tx: Transaction, case: Case, outcome: str, comment: str, signer: Signer | None
) -> tuple[FieldProblem, ...]:
    """What the outcome does to the record; the flow does it, the last voter being who it is by."""
    step = case.approval[outcome]
    if step is None:
        return ()
    detail = {"flow": case.approval["flow"], "node": case.task["node"], "reason": comment}
    cause = Cause("instance", case.task["instance"], detail, tx.cause)
    field = case.approval["comment"]
    values: Mapping[str, Any] = {field: comment} if field and comment else {}
    found = case.task
    at = (found["form"], found["record"], step)
    return settle(tx.as_(cause), *at, values, signer).warnings


def _words(case: Case, answer: str, comment: str) -> str:
    known = (AGREE, REFUSE, *((ABSTAIN,) if case.terms.abstain else ()))
    if answer not in known:
        raise _wrong("vote", N_("Vote with one of: {known}"), known=", ".join(known))
    words = comment.strip()
    if answer == REFUSE and not words:
        raise _wrong("comment", N_("Say why you refuse"))
    if len(words) > LONGEST:
        raise _wrong("comment", N_("2,000 characters at most"))
    return words


def _nobody_asked() -> Invalid:
    return _wrong("comment", N_("Nobody has asked for your opinion here"))


def _wrong(field: str, msgid: str, **params: object) -> Invalid:
    return Invalid.of([FieldProblem(field, "invalid", Message(msgid, params))])
