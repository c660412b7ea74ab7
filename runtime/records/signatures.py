"""Signatures under a record, and whether they still hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction, events_of
from dougong.platform.storage.events import image_hash
from dougong.platform.storage.platform_tables import Signature, table_of
from dougong.platform.texts import Text
from dougong.runtime.records.previewing import stored
from dougong.runtime.records.rights import meaning_of

_table = table_of(Signature)
VALID, CHANGED, BROKEN = "valid", "changed", "broken"
Signed = dict[str, Any]


def signed_for(tx: Transaction, form: str, id: str, transition: str | None) -> Text | None:
    """What whoever does the transition on the record, as it stands, signs for; None: nobody signs, or
    there is no such record for the actor."""
    if transition is None:
        return None
    try:
        draft = stored(tx, form, id)
    except NotFound:
        return None
    step = draft.form.transitions.get(transition)
    return meaning_of(draft, step) if step else None


def signatures_of(tx: Transaction, record: str) -> dict[str, Signed]:
    """By event, the signature under it with its `standing`: `valid`, `changed` (a later event
    changed a field) or `broken` (what was signed is no longer what is kept)."""
    found = {row["event"]: row for row in _rows(tx, record) if row["vote"] is None}
    if not found:
        return {}
    events = events_of(tx, record)
    fields = set(tx.library.form(events[0]["form"]).fields)
    for row in found.values():
        later = (one for one in events if one["change_no"] > row["change_no"])
        changed = any(fields & set(one["changes"]) for one in later)
        row["standing"] = _standing(tx, row, changed)
    return found


def vote_signatures_of(tx: Transaction, record: str, void: set[str]) -> dict[str, Signed]:
    """By vote, the signature under it with its `standing`, as above; the votes `void` are those of
    before what is voted on changed."""
    found = {row["vote"]: row for row in _rows(tx, record) if row["vote"] is not None}
    for row in found.values():
        row["standing"] = _standing(tx, row, row["vote"] in void)
    return found


def _rows(tx: Transaction, record: str) -> list[Signed]:
    rows = tx.connection.execute(select(*_table.c).where(_table.c.record == record)).mappings()
    return [dict(row) for row in rows]


def _standing(tx: Transaction, row: Mapping[str, Any], changed: bool) -> str:
    if image_hash(tx, row["event"]) != row["hash"]:
        return BROKEN
    return CHANGED if changed else VALID
