"""The journal: every exchange with another system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dougong.connectors.journal import MessageState, journal_page
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick, translate
from dougong.runtime.pages.views.message_words import MESSAGE_STATES, message_state, operation_title
from dougong.runtime.showing import Names, moment

_PAGE = 50
STATES = (
    MessageState.PLANNED,
    MessageState.SENT,
    MessageState.CONFIRMED,
    MessageState.REFUSED,
    MessageState.UNKNOWN,
    MessageState.PARKED,
)


@dataclass(frozen=True)
class MessageRow:
    """`about` is the first record the message concerns, `said` the other system's words."""

    id: str
    title: str
    operation: str
    connection: str
    state: tuple[str, str, bool]
    about: str
    at: str
    attempts: int
    number: str
    said: str

    @property
    def href(self) -> str:
        return f"/messages/{self.id}"


@dataclass(frozen=True)
class Filter:
    """A value the journal can be narrowed to."""

    text: str
    href: str
    active: bool


@dataclass(frozen=True)
class MessagesView:
    """The journal's page."""

    rows: list[MessageRow]
    states: list[Filter]
    operations: list[Filter]
    newer: str
    older: str
    filtered: bool


def messages_view(tx: Transaction, parameters: Mapping[str, str]) -> MessagesView:
    """A page of the journal, newest first, narrowed by `state` and `operation`. Raises Forbidden."""
    wanted = {key: parameters.get(key, "")[:80] or None for key in ("state", "operation")}
    cursor = parameters.get("cursor", "")[:36] or None
    found, following = journal_page(tx, wanted, None, cursor, _PAGE)
    names = Names(tx)
    for row in found:
        for form, id in row["about"]:
            names.note(form, [id])
    kept = {key: value for key, value in wanted.items() if value}
    return MessagesView(
        rows=[message_row(tx, row, names) for row in found],
        states=_states(tx, kept),
        operations=_operations(tx, kept),
        newer=_address(kept) if cursor else "",
        older=_address({**kept, "cursor": following}) if following else "",
        filtered=bool(kept),
    )


def message_row(tx: Transaction, row: Mapping[str, Any], names: Names) -> MessageRow:
    """One message in a list."""
    called = (names.of(form, id) for form, id in row["about"])
    return MessageRow(
        id=row["id"],
        title=operation_title(tx, row["interface"], row["operation"]),
        operation=f"{row['interface']}.{row['operation']}",
        connection=row["connection"],
        state=message_state(tx, str(row["state"])),
        about=next((one for one in called if one), ""),
        at=moment(tx, row["settled_at"] or row["created_at"]),
        attempts=row["attempts"],
        number=str((row["answer"] or {}).get("number") or ""),
        said=pick(row["error_text"], tx.actor.language),
    )


def _states(tx: Transaction, kept: Mapping[str, str]) -> list[Filter]:
    language = tx.actor.language
    return [
        Filter(
            translate(MESSAGE_STATES[state][0], language),
            _address({**kept, "state": "" if kept.get("state") == state else str(state)}),
            kept.get("state") == state,
        )
        for state in STATES
    ]


def _operations(tx: Transaction, kept: Mapping[str, str]) -> list[Filter]:
    known = {
        body["id"]: pick(body["title"], tx.actor.language)
        for interface in tx.library.all("interface")
        for body in interface.body["operations"]
    }
    return [
        Filter(
            words,
            _address({**kept, "operation": "" if kept.get("operation") == id else id}),
            kept.get("operation") == id,
        )
        for id, words in known.items()
    ]


def _address(parameters: Mapping[str, str | None]) -> str:
    said = {key: value for key, value in parameters.items() if value}
    return f"/messages?{urlencode(said)}" if said else "/messages"
