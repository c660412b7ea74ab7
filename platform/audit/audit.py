"""Writing audit rows; a sealer chains committed rows later, so saves do not wait for each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert

from dougong.platform.storage import Transaction, new_id, wire
from dougong.platform.storage.platform_tables import Audit, table_of

_table = table_of(Audit)


def note(
    tx: Transaction, kind: str, subject: str, action: str, before: Any = None, after: Any = None
) -> None:
    """Keep that `action` was done to `subject` (`form:id`, `definition ref`, `user`) by the actor."""
    content = {
        "id": new_id(),
        "kind": kind,
        "subject": subject,
        "action": action,
        "before": wire(before),
        "after": wire(after),
        "cause": tx.cause.to_json(),
        "actor": tx.actor.id,
    }
    row = {**content, "at": tx.now}
    tx.connection.execute(insert(_table).values(**row, content_hash=_hash_of(row)))


_CONTENT = ("id", "kind", "subject", "action", "before", "after", "cause", "actor")


def intact(row: Mapping[str, Any]) -> bool:
    """Whether a stored row is as it was written."""
    return bool(row["content_hash"] == _hash_of(row))


def _hash_of(row: Mapping[str, Any]) -> str:
    content = {key: row[key] for key in _CONTENT}
    return content_hash({**content, "at": row["at"].isoformat()})


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of an audit row's content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
