"""Choosing the connection of an interface, and sending what was planned."""

from dougong.connectors.engine.connections import Connection, connection_for, put_connection
from dougong.connectors.engine.outcome_unknown import OutcomeUnknown
from dougong.connectors.engine.sending import SEND, WITHDRAWN, queue, replay, send
from dougong.connectors.engine.transports import Answering, stand_in

__all__ = [
    "SEND",
    "WITHDRAWN",
    "Answering",
    "Connection",
    "OutcomeUnknown",
    "connection_for",
    "put_connection",
    "queue",
    "replay",
    "send",
    "stand_in",
]
