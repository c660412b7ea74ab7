"""Event rows: facts about records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from dougong.platform.problems import FieldProblem
from dougong.platform.storage.ids import new_id
from dougong.platform.storage.platform_tables import Event, table_of
from dougong.platform.storage.record import Record
from dougong.platform.storage.transaction import Transaction
from dougong.platform.storage.wire import to_wire, wire
from dougong.platform.texts import LANGUAGES

_table = table_of(Event)


@dataclass(frozen=True)
class EventFact:
    """An event as the rest of the program hears of it."""

    id: str
    name: str
    record: Record
    before: Record | None = None


def write_event(
    tx: Transaction,
    record: Record,
    name: str,
    before: Record | None,
    reads: Mapping[str, Any],
    warnings: Sequence[FieldProblem] = (),
    proposed: Mapping[str, Any] | None = None,
) -> EventFact:
    """Keep the fact with the full image after, what changed, what was read, what rules warned of,
    what was proposed to whoever decided, and the cause."""
    image = to_wire(tx.library, record)
    old = to_wire(tx.library, before) if before else {}
    changes = {key: [old.get(key), value] for key, value in image.items() if old.get(key) != value}
    fact = EventFact(new_id(), name, record, before)
    tx.connection.execute(
        insert(_table).values(
            id=fact.id,
            form=record.form,
            record=record.id,
            name=name,
            change_no=record.system.change_no,
            form_revision=record.system.form_revision,
            image=image,
            changes=changes,
            reads={key: wire(dict(value)) for key, value in reads.items()},
            warnings=[_warning(one) for one in warnings] or None,
            proposed=proposed,
            cause=tx.cause.to_json(),
            actor=tx.actor.id,
            at=tx.now,
        )
    )
    return fact


def _warning(one: FieldProblem) -> dict[str, Any]:
    message = {language: one.message.render(language) for language in LANGUAGES}
    return {"field": one.path, "rule": one.rule, "message": message}


def events_of(tx: Transaction, record: str) -> list[Mapping[str, Any]]:
    """Events of a record, oldest first."""
    statement = (
        select(*_table.c).where(_table.c.record == record).order_by(_table.c.at, _table.c.id)
    )
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def last_event(tx: Transaction, record: str) -> Mapping[str, Any] | None:
    """The newest event of a record: its image is the record as it stands."""
    newest = (_table.c.change_no.desc(), _table.c.at.desc(), _table.c.id.desc())
    statement = select(*_table.c).where(_table.c.record == record).order_by(*newest).limit(1)
    found = tx.connection.execute(statement).mappings().first()
    return dict(found) if found else None


def event(tx: Transaction, id: str) -> Mapping[str, Any] | None:
    """One event."""
    found = tx.connection.execute(select(*_table.c).where(_table.c.id == id)).mappings().first()
    return dict(found) if found else None


def image_hash(tx: Transaction, id: str) -> str:
    """SHA-256 (hex) over the canonical JSON of an event's image as it is kept: keys sorted, no
    spaces, UTF-8."""
    image = tx.connection.execute(select(_table.c.image).where(_table.c.id == id)).scalar_one()
    text = json.dumps(image, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
