"""States of messages and the classes of what can go wrong."""

from __future__ import annotations

from enum import StrEnum


class MessageState(StrEnum):
    """Where a message stands."""

    PLANNED = "planned"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    PARKED = "parked"
    RECEIVED = "received"
    CHECKED = "checked"
    APPLIED = "applied"
    DUPLICATE = "duplicate"
    WAITING = "waiting_for_reference"


SETTLED = frozenset(
    {MessageState.CONFIRMED, MessageState.REFUSED, MessageState.APPLIED, MessageState.DUPLICATE}
)


class ErrorClass(StrEnum):
    """Every error of another system is one of these."""

    AUTH = "auth"
    CONFIG = "config"
    RATE_LIMITED = "rate_limited"
    RETRYABLE = "retryable"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"
    BUSINESS = "business"
    PERMANENT = "permanent"
    UNKNOWN_OUTCOME = "unknown_outcome"
