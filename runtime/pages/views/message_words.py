"""Messages in words: what their operation is called, where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate

MESSAGE_STATES: Mapping[str, tuple[str, str]] = {
    "planned": (N_("To be sent"), "grey"),
    "sent": (N_("Sent"), "blue"),
    "confirmed": (N_("Confirmed"), "green"),
    "refused": (N_("Refused"), "red"),
    "unknown": (N_("Outcome unknown"), "purple"),
    "parked": (N_("Needs somebody"), "red"),
    "received": (N_("Received"), "grey"),
    "checked": (N_("Checked"), "blue"),
    "applied": (N_("Applied"), "green"),
    "duplicate": (N_("Duplicate"), "grey"),
    "waiting_for_reference": (N_("Waits for a record"), "yellow"),
}


def message_state(tx: Transaction, state: str) -> tuple[str, str, bool]:
    """A message's state in words, its tone, and whether it is uncertain."""
    msgid, tone = MESSAGE_STATES.get(state, (state, "grey"))
    return translate(msgid, tx.actor.language), tone, state == "unknown"


def operation_title(tx: Transaction, interface: str, operation: str) -> str:
    """What an operation is called; its id where the interface is gone."""
    try:
        found = tx.library.operation(f"interface:{interface}.{operation}")
    except KeyError:
        return operation
    return pick(found.body.get("title"), tx.actor.language) or operation
