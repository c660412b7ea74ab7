"""Who may look at instances, and who may mend them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.problems import Forbidden, NotFound
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import get
from dougong.platform.texts import N_, Message
from dougong.runtime.flows.instances import store


def may_see(tx: Transaction, row: Mapping[str, Any]) -> bool:
    """Whether the actor may look at instances, and at the record this one is about."""
    rights = tx.actor.rights
    if rights.everything:
        return True
    if not rights.instances:
        return False
    form = row["form"]
    if not form:
        return True
    return "." in form or get(tx, form, str(row["record"])) is not None


def visible(tx: Transaction, id: str) -> dict[str, Any]:
    """The instance if the actor may see it; NotFound for missing and forbidden alike."""
    row = store.read(tx, id) if len(id) <= 36 else None
    if row is None or not may_see(tx, row):
        raise NotFound(Message(N_("There is no such instance")))
    return row


def check_act(tx: Transaction, id: str) -> None:
    """Raises NotFound or Forbidden unless the actor may retry or skip steps of the instance."""
    visible(tx, id)
    if not tx.actor.rights.everything and "act" not in tx.actor.rights.instances:
        raise Forbidden(Message(N_("You have no right to do this here")))
