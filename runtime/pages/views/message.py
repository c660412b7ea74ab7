"""One message: its life, what was sent and answered, why, and what can be done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.connectors.journal import MessageState, steps, visible
from dougong.platform.storage import Transaction, wire
from dougong.platform.texts import pick
from dougong.runtime.pages.views.causes import CauseView, causes
from dougong.runtime.pages.views.exchange_values import Exchanged, exchanged
from dougong.runtime.pages.views.message_words import message_state, operation_title
from dougong.runtime.showing import Names, moment

_ICONS = {
    "planned": "clock", "sent": "send", "confirmed": "check", "refused": "x", "unknown": "help-circle",
    "parked": "user-exclamation", "received": "database-import", "checked": "list-check",
    "applied": "check", "duplicate": "copy", "waiting_for_reference": "hourglass",
}  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A state the message passed through; `note` is what was said then."""

    word: str
    tone: str
    icon: str
    uncertain: bool
    at: str
    note: str
    reason: str


@dataclass(frozen=True)
class About:
    """A record the message concerns."""

    form: str
    name: str
    href: str


@dataclass(frozen=True)
class MessageView:
    """`unsettled`: its answer is still awaited, look again soon. `may_replay`: it can be sent again
    by this person, `because` says why not."""

    id: str
    title: str
    operation: str
    connection: str
    connector: str
    state: tuple[str, str, bool]
    passages: list[Passage]
    effect_key: str
    attempts: int
    instance: str
    inputs: list[Exchanged]
    answer: list[Exchanged]
    said: str
    raw: str
    causes: list[CauseView]
    about: list[About]
    unsettled: bool
    unknown: bool
    may_replay: bool
    settled: bool
    error: str = ""


def message_view(tx: Transaction, id: str, error: str = "") -> MessageView:
    """The page of a message. Raises NotFound."""
    row = visible(tx, id)
    state = str(row["state"])
    interface, operation = row["interface"], row["operation"]
    rights = tx.actor.rights
    open_again = state in (MessageState.REFUSED, MessageState.PARKED)
    return MessageView(
        id=id,
        title=operation_title(tx, interface, operation),
        operation=f"{interface}.{operation}",
        connection=row["connection"],
        connector=_connector(tx, interface),
        state=message_state(tx, state),
        passages=[_passage(tx, one) for one in steps(tx, id)],
        effect_key=row["effect_key"],
        attempts=row["attempts"],
        instance=row["instance"] or "",
        inputs=exchanged(tx, interface, operation, "input", row["inputs"] or {}),
        answer=exchanged(tx, interface, operation, "answer", row["answer"] or {}),
        said=pick(row["error_text"], tx.actor.language),
        raw=_raw(row),
        causes=causes(tx, row["cause"], (str(row["step"] or ""), row["created_at"])),
        about=_about(tx, row["about"]),
        unsettled=state in (MessageState.PLANNED, MessageState.SENT),
        unknown=state == MessageState.UNKNOWN,
        may_replay=open_again and (rights.everything or "act" in rights.messages),
        settled=state == MessageState.CONFIRMED,
        error=error,
    )


def _connector(tx: Transaction, interface: str) -> str:
    found = next(
        (
            one
            for one in tx.library.all("connector")
            if one.body["interface"] == f"interface:{interface}"
        ),
        None,
    )
    return pick(found.body["title"], tx.actor.language) if found else ""


def _passage(tx: Transaction, step: Mapping[str, Any]) -> Passage:
    state, detail = str(step["state"]), step["detail"] or {}
    word, tone, uncertain = message_state(tx, state)
    number = (detail.get("answer") or {}).get("number")
    note = str(number or pick(detail.get("error_text"), tx.actor.language) or "")
    return Passage(
        word, tone, _ICONS.get(state, "point"), uncertain, moment(tx, step["at"], exact=True), note,
        str(detail.get("reason") or detail.get("error_class") or ""),
    )  # fmt: skip


def _about(tx: Transaction, pairs: list[list[str]]) -> list[About]:
    names = Names(tx)
    for form, id in pairs:
        names.note(form, [id])
    found = []
    for form, id in dict.fromkeys((form, id) for form, id in pairs):
        name = names.of(form, id)
        if name:
            title = pick(tx.library.form(form).title, tx.actor.language)
            found.append(About(title, name, names.href(form, id)))
    return found


def _raw(row: Mapping[str, Any]) -> str:
    whole = {"inputs": row["inputs"], "answer": row["answer"], "error": row["error_text"]}
    return json.dumps(wire(whole), ensure_ascii=False, indent=2)
