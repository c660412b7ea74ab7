"""Handing a task to another person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.audit import note
from dougong.platform.identity import people, user_by_id
from dougong.platform.problems import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message, pick, translate
from dougong.runtime.flows.assignees import Assigned, Work, sees
from dougong.runtime.flows.tasks.events import TRANSFERRED, note_event
from dougong.runtime.flows.tasks.mine import check_held, task
from dougong.runtime.flows.tasks.offers import hand_to, offered
from dougong.runtime.flows.tasks.store import hold_open
from dougong.runtime.notifications import TASK, About, tell
from dougong.runtime.records import reason_of

_SCANNED = 500


def transfer(tx: Transaction, id: str, person: object, reason: object) -> None:
    """The task is `person`'s alone from now on. Who holds it may do so, while nobody does whoever it
    is for; and who may act on flows.

    Raises NotFound, Forbidden, Conflict (over, somebody else holds it, several vote on it), Invalid.
    """
    found = _at_hand(tx, id)
    to, words = _asked(tx, found, person, reason)
    hand_to(tx, found, Assigned((), (to,)))
    about = About(found["form"], found["record"], id)
    told = tell(tx, [to], TASK, about, lambda one: _words(tx, found, words, one))
    note_event(tx, id, TRANSFERRED, {"roles": [], "persons": [to], "reason": words, "told": told})
    before = {key: found[key] for key in ("roles", "persons", "claimed_by")}
    note(tx, "task", id, "transfer", before, {"persons": [to], "reason": words})


def candidates(tx: Transaction, id: str, words: str, most: int = 20) -> list[tuple[str, str, str]]:
    """People a task can be handed to, as (id, name, login). Raises as `transfer` does."""
    found = _at_hand(tx, id, look=True)
    fitting: list[tuple[str, str, str]] = []
    for one in people(tx, words, _SCANNED):
        if len(fitting) < most and _unfit(tx, found, one[0]) is None:
            fitting.append(one)
    return fitting


def may_transfer(tx: Transaction, found: Mapping[str, Any]) -> bool:
    """Whether a task of the actor's can be handed on by them now."""
    try:
        check_held(tx, found)
    except Conflict:
        return _mends(tx)
    return bool(found["state"] == "open" and found["kind"] == "fill")


def _at_hand(tx: Transaction, id: str, look: bool = False) -> dict[str, Any]:
    """An open task the actor may hand on, held unless they only want to look."""
    mends = _mends(tx)
    try:
        task(tx, id)
    except (NotFound, Forbidden):
        if not mends:
            raise
    found = hold_open(tx, id, look)
    if found is None:
        raise Conflict(Message(N_("This task is over already")))
    if found["kind"] != "fill":
        raise Conflict(Message(N_("Several people vote on this: it cannot be handed to one")))
    if not mends:
        check_held(tx, found)
    return found


def _mends(tx: Transaction) -> bool:
    rights = tx.actor.rights
    return rights.everything or "act" in rights.instances


def _asked(
    tx: Transaction, found: Mapping[str, Any], person: object, reason: object
) -> tuple[str, str]:
    """The person and the reason; raises Invalid with whatever is wrong with either."""
    wrong, words = [], ""
    user = user_by_id(tx, person) if isinstance(person, str) else None
    why = _unfit(tx, found, str(user["id"])) if user else Message(N_("Choose somebody"))
    if why is not None:
        wrong.append(FieldProblem("person", "invalid", why))
    try:
        words = reason_of(reason)
    except Invalid as problem:
        wrong += problem.fields
    if wrong or user is None:
        raise Invalid.of(wrong)
    return str(user["id"]), words


def _unfit(tx: Transaction, found: Mapping[str, Any], person: str) -> Message | None:
    """Why a task cannot be handed to somebody."""
    if person == tx.actor.id and not _mends(tx):
        return Message(N_("It is yours to take: there is no need to transfer it"))
    who = offered(tx, found)
    alone = who.persons == (person,) and not who.roles
    if found["claimed_by"] == person or (alone and found["claimed_by"] is None):
        return Message(N_("They have this task already"))
    if person in who.excluded:
        kept = found["because"]
        return Message.of(kept) if kept else Message(N_("They must have no part in this task"))
    if not sees(tx, person, Work(found["form"], found["record"], found["transition"])):
        return Message(N_("They have no right to do this task"))
    return None


def _words(
    tx: Transaction, found: Mapping[str, Any], reason: str, language: str
) -> tuple[str, str]:
    title = N_("Transferred to you: {task}")
    body = N_("{name}: {reason}")
    return (
        translate(title, language, task=pick(found["title"], language)),
        translate(body, language, name=tx.actor.name, reason=reason),
    )
