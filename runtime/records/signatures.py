"""Signatures under a record, and whether they still hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from dougong.platform.storage import Transaction, events_of
from dougong.platform.storage.events import image_hash
from dougong.platform.storage.platform_tables import Signature, table_of

_table = table_of(Signature)
VALID, CHANGED, BROKEN = "valid", "changed", "broken"


def signatures_of(tx: Transaction, record: str) -> dict[str, dict[str, Any]]:
    """By event, the signature under it with its `standing`: `valid`, `changed` (a later event
    changed a field) or `broken` (what was signed is no longer what is kept)."""
    rows = tx.connection.execute(select(*_table.c).where(_table.c.record == record)).mappings()
    found = {row["event"]: dict(row) for row in rows}
    if not found:
        return {}
    events = events_of(tx, record)
    fields = set(tx.library.form(events[0]["form"]).fields)
    for row in found.values():
        row["standing"] = _standing(tx, row, events, fields)
    return found


def _standing(
    tx: Transaction, row: Mapping[str, Any], events: list[Mapping[str, Any]], fields: set[str]
) -> str:
    if image_hash(tx, row["event"]) != row["hash"]:
        return BROKEN
    later = (one for one in events if one["change_no"] > row["change_no"])
    return CHANGED if any(fields & set(one["changes"]) for one in later) else VALID
