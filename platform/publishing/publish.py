"""Publishing: a separate, visible act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text

from dougong.platform.audit import note
from dougong.platform.definitions import Definition, Finding, errors
from dougong.platform.problems import Busy, FieldProblem, Invalid
from dougong.platform.publishing.drafts import draft, drop_draft, revision
from dougong.platform.publishing.judging import judge
from dougong.platform.publishing.rolling_back import with_later_fields
from dougong.platform.publishing.rows import COUNTER, add_revision, count_up, live_row
from dougong.platform.storage import Transaction
from dougong.platform.storage.ddl import apply, plan
from dougong.platform.texts import N_, Message


@dataclass(frozen=True)
class Published:
    """Revisions made live, and what the checker warned of."""

    revisions: dict[str, int]
    warnings: tuple[Finding, ...] = ()


def publish(tx: Transaction, refs: Iterable[str], reason: str | None = None) -> Published:
    """Make drafts live together. Raises NotFound (no draft), Invalid (every finding, by place)."""
    drafts = [draft(tx, ref) for ref in refs]
    published = publish_definitions(tx, drafts, reason)
    for one in drafts:
        drop_draft(tx, one.ref)
    return published


def roll_back(tx: Transaction, ref: str, number: int, reason: str | None = None) -> Published:
    """Publish an old revision again, as a new one; fields a form got since are retired, not lost."""
    old, _ = revision(tx, ref, number)
    words = reason or f"roll back to {number}"
    return publish_definitions(tx, [with_later_fields(old, tx.library.find(ref))], words)


def publish_definitions(
    tx: Transaction, definitions: list[Definition], reason: str | None = None
) -> Published:
    """Check the whole, shape the tables, keep the revisions: all in this transaction."""
    alone(tx)
    after = tx.library.with_(definitions)
    findings = judge(tx, definitions)
    wrong = errors(findings)
    if wrong:
        raise Invalid(
            Message(N_("This cannot be published yet")), [problem_of(one) for one in wrong]
        )
    apply(tx.connection, after, plan(tx.connection, after))
    made = {}
    for definition in definitions:
        made[definition.ref] = add_revision(tx, definition, reason)
        before: Any = live_row(tx, definition.ref)
        note(
            tx,
            "definition",
            definition.ref,
            "publish",
            None,
            {"revision": made[definition.ref], "pack": before["pack"]},
        )
    count_up(tx)
    mine = {definition.ref for definition in definitions}
    warnings = tuple(one for one in findings if one.severity == "warning" and one.ref in mine)
    return Published(made, warnings)


def alone(tx: Transaction) -> None:
    """One publish at a time; the counter's row is the lock, and saves under way finish first."""
    if tx.connection.dialect.name == "postgresql":
        tx.connection.execute(text("SET LOCAL lock_timeout = '3s'"))
    live = tx.connection.execute(select(COUNTER.c.revision).with_for_update()).scalar()
    if live != tx.library.revision_no:
        raise Busy(Message(N_("Something else was published this very moment: try again")))


def problem_of(finding: Finding) -> FieldProblem:
    """A finding as a problem of the definition at its place."""
    place = Message(
        N_("{ref} line {line}: {message}"),
        {"ref": finding.ref, "line": finding.line, "message": finding.message},
    )
    return FieldProblem(f"{finding.ref}#{finding.pointer}", finding.code, place)
