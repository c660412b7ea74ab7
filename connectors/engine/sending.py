"""Sending what was planned: in order per thing, its effect once."""

from __future__ import annotations

from typing import Any

from dougong.connectors.engine.connections import connection_for
from dougong.connectors.engine.outcome_unknown import OutcomeUnknown
from dougong.connectors.engine.transports import carry_out
from dougong.connectors.journal import (
    ErrorClass,
    MessageState,
    blocked_by,
    message,
    set_state,
    waiting_behind,
)
from dougong.connectors.ports import ports
from dougong.platform.jobs import Job, enqueue
from dougong.platform.problems import Conflict, Problem, Refused
from dougong.platform.storage import Actor, Cause, Storage, Transaction
from dougong.platform.texts import LANGUAGES, N_, Message

SEND = "connectors.send"
WITHDRAWN = "withdrawn"  # the reason of a message its flow has taken back


def queue(tx: Transaction, id: str) -> None:
    """Have a planned message sent once this transaction is committed."""
    enqueue(tx, SEND, id, {"message": id})


def send(job: Job, storage: Storage) -> None:
    """The job: effect, `sent`, `confirmed` and whatever follows commit together.

    A message behind an unsettled one about the same thing is left alone: it is queued again when
    that one is settled.
    """
    id = job.payload["message"]
    with storage.write(Actor.for_service("connectors"), Cause("message", id)) as tx:
        found = message(tx, id, hold=True)
        if (
            found is not None
            and found["state"] == MessageState.PLANNED
            and not blocked_by(tx, found)
        ):
            _send_one(tx, found)
        job.done(tx)


def _send_one(tx: Transaction, found: dict[str, Any]) -> None:
    try:
        # A refusal undoes the effect and nothing else: the journal keeps that it was tried.
        with tx.connection.begin_nested():
            connection = connection_for(tx, f"interface:{found['interface']}")
            answer = carry_out(tx, connection, found)
        set_state(tx, found["id"], MessageState.SENT, attempts=found["attempts"] + 1)
        set_state(tx, found["id"], MessageState.CONFIRMED, answer=answer, settled_at=tx.now)
    except Problem as problem:
        set_state(tx, found["id"], MessageState.SENT, attempts=found["attempts"] + 1)
        _refused(tx, found, problem)
    except OutcomeUnknown as lost:
        _lost(tx, found, lost)
        return  # it may have happened: nothing about the same thing goes out before that is known
    settled = message(tx, found["id"])
    assert settled is not None
    ports.outcomes.settled(tx, settled)
    for behind in waiting_behind(tx, found):
        queue(tx, behind)


def _refused(tx: Transaction, found: dict[str, Any], problem: Problem) -> None:
    reasons = [one.code for one in problem.fields]
    business = isinstance(problem, Refused) and reasons and reasons[0] != "refused"
    words = [one.message for one in problem.fields] or [problem.message]
    text = {language: " ".join(one.render(language) for one in words) for language in LANGUAGES}
    set_state(
        tx,
        found["id"],
        MessageState.REFUSED,
        error_class=ErrorClass.BUSINESS if isinstance(problem, Refused) else ErrorClass.PERMANENT,
        reason=reasons[0] if business else None,
        error_text=text,
        settled_at=tx.now,
    )


def _lost(tx: Transaction, found: dict[str, Any], lost: OutcomeUnknown) -> None:
    set_state(tx, found["id"], MessageState.SENT, attempts=found["attempts"] + 1)
    set_state(
        tx,
        found["id"],
        MessageState.UNKNOWN,
        error_class=ErrorClass.UNKNOWN_OUTCOME,
        error_text={language: lost.message.render(language) for language in LANGUAGES},
    )


def replay(tx: Transaction, id: str) -> None:
    """Send a refused or parked message once more; Conflict for any other."""
    found = message(tx, id, hold=True)
    if found is None or found["state"] not in (MessageState.REFUSED, MessageState.PARKED):
        raise Conflict(Message(N_("Only a message that was refused or parked can be sent again")))
    if found["reason"] == WITHDRAWN:
        raise Conflict(Message(N_("This message was withdrawn: its flow no longer wants it")))
    set_state(
        tx,
        id,
        MessageState.PLANNED,
        error_class=None,
        reason=None,
        error_text=None,
        settled_at=None,
    )
    queue(tx, id)
