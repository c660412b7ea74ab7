"""Transports by name: how a connector reaches its system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from dougong.connectors.engine.connections import Connection
from dougong.platform.storage import Transaction

Transport = Callable[[Transaction, Connection, Mapping[str, Any]], dict[str, Any]]
Answering = Callable[[], dict[str, Any]]
StandIn = Callable[[Transaction, Mapping[str, Any]], Answering | None]

# Named, not imported: systems do not know each other, and the engine knows none of them.
TRANSPORTS = {"records": "dougong.connectors.systems.local"}
# By database, and forgotten with it: only where things are tried out, never where they are meant.
_stand_ins: WeakKeyDictionary[Engine, StandIn] = WeakKeyDictionary()


def stand_in(engine: Engine, answers: StandIn) -> None:
    """Let `answers` say what the other systems answer to messages of this database."""
    _stand_ins[engine] = answers


def carry_out(
    tx: Transaction, connection: Connection, message: Mapping[str, Any]
) -> dict[str, Any]:
    """Have the connected system do what the message asks; gives its answer.

    Raises Problems where it refuses, OutcomeUnknown where the answer was lost.
    """
    asked = _stand_ins.get(tx.connection.engine)
    answering = asked(tx, message) if asked else None
    if answering is not None:
        return answering()
    transport: Transport = import_module(
        TRANSPORTS[connection.connector.body["transport"]]
    ).carry_out
    return transport(tx, connection, message)
