"""What came of a task: what was decided, what other systems said, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dougong.connectors.journal import SETTLED, about_record
from dougong.platform.jobs import due
from dougong.platform.problems import Problem
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick
from dougong.runtime.flows.instances import may_see, read
from dougong.runtime.flows.tasks import tasks_of
from dougong.runtime.pages.views.going_back import Withdrawal, withdrawal
from dougong.runtime.pages.views.message_words import message_state, operation_title
from dougong.runtime.pages.views.task_rows import TaskRow, task_rows
from dougong.runtime.pages.views.urgency import clock
from dougong.runtime.records import stored
from dougong.runtime.showing import FieldView, Names, ShownValue, form_view, state_of

_FRESH = timedelta(minutes=1)


@dataclass(frozen=True)
class Document:
    """What the other system did: `number` is its document, `error` its own words."""

    title: str
    number: str
    state: tuple[str, str, bool]
    at: str
    error: str
    href: str


@dataclass(frozen=True)
class OutcomeView:
    """`decided` are the choices and quantities of the task; `pending`: more will be known soon;
    `stopped`: the flow cannot go on by itself; `withdrawn` says why a task was taken back;
    `withdrawal`: who did it may take it back."""

    row: TaskRow
    record: str
    state: ShownValue
    by: str
    done: bool
    withdrawn: str
    decided: list[FieldView]
    documents: list[Document]
    pending: bool
    stopped: bool
    instance: str
    next: TaskRow | None
    waiting: int
    banner: str
    lost: bool
    withdrawal: Withdrawal | None


def outcome_view(
    tx: Transaction,
    found: Mapping[str, Any],
    problem: Problem | None = None,
    lost: bool = False,
) -> OutcomeView:
    """What came of a task that is over; `lost`: something was filled in too late. Raises NotFound
    when its record is out of sight."""
    draft = stored(tx, found["form"], found["record"])
    assert draft.before is not None
    messages = [
        one for one in about_record(tx, found["record"]) if one["instance"] == found["instance"]
    ]
    waiting = tasks_of(tx)
    instance = read(tx, found["instance"])
    seen = instance is not None and may_see(tx, instance)
    done = found["state"] == "done"
    mine = found["done_by"] == tx.actor.id
    return OutcomeView(
        row=task_rows(tx, [found])[0],
        record=f"/records/{found['form']}/{found['record']}",
        state=state_of(tx, draft.before),
        by=Names(tx).of("user", found["done_by"]),
        done=done,
        withdrawn="" if done else str(found["reason"] or ""),
        decided=_decided(form_view(draft).fields, found["fields"] or ()) if done else [],
        documents=[_document(tx, one) for one in messages],
        pending=_pending(tx, found, messages),
        stopped=instance is not None and instance["state"] == "incident",
        instance=f"/instances/{found['instance']}" if seen else "",
        next=task_rows(tx, waiting[:1])[0] if waiting else None,
        waiting=len(waiting),
        banner=problem.message.render(tx.actor.language) if problem else "",
        lost=lost,
        withdrawal=withdrawal(tx, found) if mine else None,
    )


def _decided(fields: Mapping[str, FieldView], asked: Any) -> list[FieldView]:
    told = ("choice", "quantity", "money")
    shown = [fields[id] for id in asked if id in fields]
    return [one for one in shown if one.type in told and not one.value.empty]


def _document(tx: Transaction, row: Mapping[str, Any]) -> Document:
    error = row["error_text"]
    rights = tx.actor.rights
    seen = rights.everything or bool(rights.messages)
    return Document(
        title=operation_title(tx, row["interface"], row["operation"]),
        number=str((row["answer"] or {}).get("number") or ""),
        state=message_state(tx, str(row["state"])),
        at=clock(tx, row["settled_at"] or row["created_at"]),
        error=pick(error, tx.actor.language) if error else "",
        href=f"/messages/{row['id']}" if seen else "",
    )


def _pending(tx: Transaction, found: Mapping[str, Any], messages: list[dict[str, Any]]) -> bool:
    """A message waits for its answer, or the flow has not taken its next steps yet."""
    over = (*SETTLED, "parked", "unknown")
    if any(one["state"] not in over for one in messages):
        return True
    fresh = found["done_at"] is not None and tx.now - found["done_at"] < _FRESH
    return found["state"] == "done" and fresh and due(tx)
