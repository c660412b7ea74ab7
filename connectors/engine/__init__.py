"""Choosing the connection of an interface, and sending what was planned."""

from dougong.connectors.engine.connections import Connection, connection_for, put_connection
from dougong.connectors.engine.sending import SEND, WITHDRAWN, queue, replay, send

__all__ = [
    "SEND",
    "WITHDRAWN",
    "Connection",
    "connection_for",
    "put_connection",
    "queue",
    "replay",
    "send",
]
