"""Ids."""

from __future__ import annotations

import uuid_utils


def new_id() -> str:
    """A UUIDv7: made once, never repeated, in the order of time."""
    return str(uuid_utils.uuid7())
