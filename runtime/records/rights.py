"""Whether somebody may do something with a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Form, State, Transition, names
from dougong.platform.expressions import holds
from dougong.platform.problems import Conflict, Forbidden, NotFound
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import get
from dougong.platform.texts import N_, Message, Text
from dougong.runtime.records.draft import Draft


def form_for(tx: Transaction, id: str, verb: str) -> Form:
    """The form if it exists and the verb is granted on it.

    Raises NotFound where the actor may not even read it, Forbidden where only the verb is missing.
    """
    if not tx.library.has_form(id) or "." in id or not tx.actor.rights.may("read", id):
        raise NotFound(Message(N_("There is no such form")))
    if not tx.actor.rights.may(verb, id):
        raise Forbidden(Message(N_("You have no right to do this here")))
    return tx.library.form(id)


def visible(tx: Transaction, form: str, id: str) -> Record:
    """The record if the actor may see it; NotFound for missing and forbidden alike."""
    record = get(tx, form, id) if len(id) <= 36 else None
    if record is None:
        raise NotFound(Message(N_("There is no such record")))
    return record


def check_in_sight(tx: Transaction, record: Record) -> None:
    """Raises Forbidden when the actor may not have the record as it is now.

    Rights hold for the old and the new values: nobody writes a record out of their own sight.
    """
    if tx.actor.rights.of(record.form).conditions is None:
        return
    if get(tx, record.form, record.id) is None:
        raise Forbidden(Message(N_("You have no right to keep the record with these values")))


def open_for_change(form: Form, record: Record) -> bool:
    """Whether people may still change fields in this state."""
    state: State = form.states[record.state]
    return not record.voided and (
        state.body.get("editable", not state.submitted) or len(form.states) == 1
    )


def may_transit(tx: Transaction, transition: Transition) -> bool:
    """Whether the actor has a role the transition names (a service may everything)."""
    return tx.actor.service or bool(tx.actor.roles.intersection(transition.who))


def check_transition(draft: Draft, transition: Transition, record: Record) -> None:
    """Raises Forbidden or Conflict unless the transition can be done now by this actor."""
    if not draft.trusted and not may_transit(draft.tx, transition):
        raise Forbidden(Message(N_("You have no right to do this here")))
    if record.voided or record.state not in transition.sources:
        state = draft.form.states[record.state].title
        words = N_("“{action}” is not possible in the state “{state}”")
        if record.voided:
            raise Conflict(Message(N_("The record is void: nothing can be done with it any more")))
        raise Conflict(Message(words, {"action": transition.title, "state": state}))
    _check_condition(draft, transition.body)


def may_void(tx: Transaction, form: Form, record: Record) -> bool:
    """Whether the actor may void the record in its state."""
    told = form.void
    if tx.actor.service:
        return True
    if not tx.actor.rights.may("void", form.id) or record.voided:
        return False
    if told is None:
        return False  # only flows and rules
    roles, sources = names(told.get("who")), told.get("from")
    allowed = not roles or bool(tx.actor.roles.intersection(roles))
    return allowed and (sources is None or record.state in sources)


def check_void(draft: Draft, record: Record) -> None:
    """Raises Forbidden unless the actor may void the record now."""
    if not may_void(draft.tx, draft.form, record):
        raise Forbidden(Message(N_("You have no right to do this here")))
    _check_condition(draft, draft.form.void or {})


def unmet(draft: Draft, body: Mapping[str, Any]) -> Message | None:
    """Why the condition of a transition or of voiding is not met; None when it is."""
    if "if" not in body or holds(draft.evaluate(body["if"])):
        return None
    told = body.get("because")
    return Message.of(told) if told else Message(N_("The condition for this is not met"))


def _check_condition(draft: Draft, body: Mapping[str, Any]) -> None:
    """Where the form says why, something about the record is in the way; else the person may not."""
    told = unmet(draft, body)
    if told is not None:
        raise (Conflict if "because" in body else Forbidden)(told)


def meaning_of(draft: Draft, step: Transition) -> Text | None:
    """What whoever does the transition signs for, the record being as it is; None: nobody signs."""
    if step.meaning is None:
        return None
    condition = step.signed_if
    return step.meaning if condition is None or holds(draft.evaluate(condition)) else None
