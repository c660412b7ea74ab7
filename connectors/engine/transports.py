"""Transports by name: how a connector reaches its system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from dougong.connectors.engine.connections import Connection
from dougong.platform.storage import Transaction

Transport = Callable[[Transaction, Connection, Mapping[str, Any]], dict[str, Any]]

# Named, not imported: systems do not know each other, and the engine knows none of them.
TRANSPORTS = {"records": "dougong.connectors.systems.local"}


def transport(name: str) -> Transport:
    """The transport; it takes the transaction, the connection and the message, gives the answer."""
    found: Transport = import_module(TRANSPORTS[name]).carry_out
    return found
