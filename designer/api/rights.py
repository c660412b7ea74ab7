"""Rights on definitions."""

from __future__ import annotations

from dougong.platform.problems import Forbidden
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message


def check_right(tx: Transaction, verb: str) -> None:
    """Raises Forbidden unless a role of the actor grants `read`, `design` or `publish`."""
    if not tx.actor.rights.everything and verb not in tx.actor.rights.definitions:
        raise Forbidden(Message(N_("You have no right to do this here")))
