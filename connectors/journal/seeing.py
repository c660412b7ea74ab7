"""Who may look at the journal, and who may send again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.connectors.journal.journal import message, messages
from dougong.platform.problems import Forbidden, NotFound
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message


def check_read(tx: Transaction) -> None:
    """Raises Forbidden unless the actor may read the journal."""
    if not tx.actor.rights.everything and not tx.actor.rights.messages:
        raise Forbidden(Message(N_("You have no right to do this here")))


def visible(tx: Transaction, id: str) -> dict[str, Any]:
    """The message if the actor may see it; NotFound for missing and forbidden alike."""
    allowed = tx.actor.rights.everything or bool(tx.actor.rights.messages)
    found = message(tx, id) if allowed and len(id) <= 36 else None
    if found is None:
        raise NotFound(Message(N_("There is no such message")))
    return found


def check_act(tx: Transaction, id: str) -> None:
    """Raises NotFound or Forbidden unless the actor may send the message again."""
    visible(tx, id)
    if not tx.actor.rights.everything and "act" not in tx.actor.rights.messages:
        raise Forbidden(Message(N_("You have no right to do this here")))


def journal_page(
    tx: Transaction,
    wanted: Mapping[str, str | None],
    record: str | None,
    cursor: str | None,
    limit: int,
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of the journal for a person, and the cursor of the next. Raises Forbidden."""
    check_read(tx)
    conditions = [(column, value) for column, value in wanted.items() if value]
    found = messages(tx, conditions, record, cursor, limit + 1)
    following = found[limit - 1]["id"] if len(found) > limit else None
    return found[:limit], following
