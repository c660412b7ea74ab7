"""Drafts: the editable copies."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, insert, select, update

from dougong.platform.audit import note
from dougong.platform.definitions import Definition, Finding, diff
from dougong.platform.problems import NotFound, Stale
from dougong.platform.publishing.judging import judge
from dougong.platform.publishing.rows import (
    DRAFTS,
    LIVE,
    REVISIONS,
    digest,
    draft_row,
    revision_row,
    stored,
)
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message


def save_draft(tx: Transaction, definition: Definition, etag: str | None = None) -> str:
    """Keep a draft; `etag` is that of the draft it replaces ("": there is none yet).

    Gives the new etag; raises Stale.
    """
    present = draft_row(tx, definition.ref)
    if etag is not None and etag != (present["etag"] if present else ""):
        raise Stale(Message(N_("Somebody else has changed this meanwhile: look at it again")))
    fresh = digest(definition)
    values = {
        "body": stored(definition),
        "base_revision": tx.library.revision(definition.ref),
        "author": tx.actor.id,
        "changed_at": tx.now,
        "etag": fresh,
    }
    if present is None:
        tx.connection.execute(insert(DRAFTS).values(ref=definition.ref, **values))
    else:
        tx.connection.execute(update(DRAFTS).where(DRAFTS.c.ref == definition.ref).values(values))
    note(tx, "definition", definition.ref, "draft")
    return fresh


def draft(tx: Transaction, ref: str) -> Definition:
    """The draft of a definition; raises NotFound."""
    row = draft_row(tx, ref)
    if row is None:
        raise NotFound(Message(N_("There is no draft of this definition")))
    return Definition.of(json.loads(row["body"]), ref)


def draft_etag(tx: Transaction, ref: str) -> str:
    """The ETag of a draft; raises NotFound."""
    row = draft_row(tx, ref)
    if row is None:
        raise NotFound(Message(N_("There is no draft of this definition")))
    return str(row["etag"])


def discard_draft(tx: Transaction, ref: str) -> None:
    """Throw a draft away."""
    drop_draft(tx, ref)
    note(tx, "definition", ref, "discard draft")


def drop_draft(tx: Transaction, ref: str) -> None:
    """Remove a draft that has done its duty."""
    tx.connection.execute(delete(DRAFTS).where(DRAFTS.c.ref == ref))


def check_draft(tx: Transaction, ref: str) -> list[Finding]:
    """What would be said if this draft were published now: errors wherever they are, warnings of
    this definition alone."""
    found = judge(tx, [draft(tx, ref)])
    return [one for one in found if one.severity == "error" or one.ref == ref]


def revision(tx: Transaction, ref: str, number: int | None = None) -> tuple[Definition, int]:
    """A revision (the live one by default) with its number; raises NotFound."""
    wanted = tx.library.revision(ref) if number is None else number
    row = revision_row(tx, ref, wanted)
    if row is None:
        raise NotFound(Message(N_("There is no such definition")))
    return Definition.of(json.loads(row["body"]), ref), wanted


def revisions(tx: Transaction, ref: str) -> list[dict[str, Any]]:
    """Every revision: number, author, time, reason; newest first."""
    columns = (
        REVISIONS.c.revision,
        REVISIONS.c.author,
        REVISIONS.c.at,
        REVISIONS.c.reason,
        REVISIONS.c.hash,
    )
    statement = select(*columns).where(REVISIONS.c.ref == ref).order_by(REVISIONS.c.revision.desc())
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def compare(tx: Transaction, ref: str, before: int, after: int | None, language: str) -> list[str]:
    """What a revision (or the draft, when `after` is None) changes against another, in sentences."""
    old = revision(tx, ref, before)[0] if before else None
    new = draft(tx, ref) if after is None else revision(tx, ref, after)[0]
    return diff(old, new, language)


def listed(tx: Transaction) -> list[dict[str, Any]]:
    """Every definition that was ever published or drafted: ref, live revision, pack."""
    rows = tx.connection.execute(
        select(LIVE.c.ref, LIVE.c.live, LIVE.c.pack).order_by(LIVE.c.ref)
    ).mappings()
    return [dict(row) for row in rows]
