"""Definitions as rows: drafts, revisions, what is live."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import func, insert, select, update

from dougong.platform.definitions import Definition, write
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import (
    DefinitionDraft,
    DefinitionRevision,
    DefinitionRow,
    DefinitionsRevision,
    table_of,
)

LIVE = table_of(DefinitionRow)
REVISIONS = table_of(DefinitionRevision)
DRAFTS = table_of(DefinitionDraft)
COUNTER = table_of(DefinitionsRevision)


def digest(definition: Definition) -> str:
    """SHA-256 of the canonical text."""
    return hashlib.sha256(write(definition).encode()).hexdigest()


def stored(definition: Definition) -> str:
    """The body as kept in the database."""
    return json.dumps(definition.body, ensure_ascii=False)


def live_row(tx: Transaction, ref: str) -> dict[str, Any] | None:
    """Which revision is live, and the pack it came with."""
    found = tx.connection.execute(select(*LIVE.c).where(LIVE.c.ref == ref)).mappings().first()
    return dict(found) if found else None


def draft_row(tx: Transaction, ref: str) -> dict[str, Any] | None:
    """The draft."""
    found = tx.connection.execute(select(*DRAFTS.c).where(DRAFTS.c.ref == ref)).mappings().first()
    return dict(found) if found else None


def revision_row(tx: Transaction, ref: str, revision: int) -> dict[str, Any] | None:
    """One revision."""
    where = (REVISIONS.c.ref == ref) & (REVISIONS.c.revision == revision)
    found = tx.connection.execute(select(*REVISIONS.c).where(where)).mappings().first()
    return dict(found) if found else None


def add_revision(tx: Transaction, definition: Definition, reason: str | None) -> int:
    """Keep a new immutable revision and make it live; gives its number."""
    last = select(func.max(REVISIONS.c.revision)).where(REVISIONS.c.ref == definition.ref)
    revision = (tx.connection.execute(last).scalar() or 0) + 1
    tx.connection.execute(
        insert(REVISIONS).values(
            ref=definition.ref, revision=revision, body=stored(definition), hash=digest(definition),
            author=tx.actor.id, at=tx.now, reason=reason,
        )
    )  # fmt: skip
    done = tx.connection.execute(
        update(LIVE).where(LIVE.c.ref == definition.ref).values(live=revision)
    )
    if done.rowcount == 0:
        values = {
            "ref": definition.ref,
            "kind": definition.kind,
            "id": definition.id,
            "live": revision,
        }
        tx.connection.execute(insert(LIVE).values(values))
    return revision


def count_up(tx: Transaction) -> None:
    """Say that something was published: every later transaction reads the definitions anew."""
    tx.connection.execute(update(COUNTER).values(revision=COUNTER.c.revision + 1))
