"""Files and the records that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update

from dougong.platform.definitions import Form
from dougong.platform.fields import File
from dougong.platform.files.receiving import SWEEP, UNCLAIMED
from dougong.platform.jobs import cancel, enqueue
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.platform_tables import FileClaim, StoredFile, table_of
from dougong.platform.texts import N_, Message

_files, _claims = table_of(StoredFile), table_of(FileClaim)


def own_files(tx: Transaction, ids: Iterable[str]) -> dict[str, File]:
    """Those of the files that the actor has sent, by id: they may put them into records."""
    mine = _files.c.id.in_(list(ids)) & (_files.c.sent_by == tx.actor.id)
    found = tx.connection.execute(select(*_files.c).where(mine)).mappings()
    return {row["id"]: _file(row) for row in found}


def _file(row: Mapping[Any, Any]) -> File:
    return File(row["id"], row["name"], row["media_type"], row["size"])


def claim(tx: Transaction, record: Record, before: Record | None) -> None:
    """Keep the files the record holds now; those it held before stay, for its history shows them.

    Raises Invalid where one was swept away meanwhile.
    """
    form = tx.library.form(record.form)
    known = set(_held(form, before.values)) if before else set()
    fresh = [one for one in dict.fromkeys(_held(form, record.values)) if one not in known]
    for field, id in fresh:
        _claim(tx, record, field, id)


def _held(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every file with the field it stands in; those of rows stand in their line items."""
    for field in form.fields.values():
        if field.type == "files":
            yield from ((field.id, one.id) for one in values.get(field.id) or ())
        elif field.type == "lines":
            for row in values.get(field.id) or ():
                yield from ((field.id, id) for _, id in _held(form.lines[field.id], row))


def _claim(tx: Transaction, record: Record, field: str, id: str) -> None:
    # Held until the end: a sweep that is under way is waited for, one that comes sees the claim.
    held = select(_files.c.claimed).where(_files.c.id == id).with_for_update()
    claimed = tx.connection.execute(held).scalar()
    if claimed is None:
        raise Invalid.of([FieldProblem(field, "unknown_file", gone())])
    key = {"file": id, "record": record.id, "field": field}
    mine = [_claims.c[name] == value for name, value in key.items()]
    if tx.connection.execute(select(_claims.c.file).where(*mine)).first() is None:
        tx.connection.execute(insert(_claims).values(**key, form=record.form))
    if not claimed:
        tx.connection.execute(update(_files).where(_files.c.id == id).values(claimed=True))
        cancel(tx, SWEEP, id)


def gone() -> Message:
    """Said of a file that cannot be had any more."""
    return Message(N_("A file is no longer there: add it again"))


def release(tx: Transaction, record: Record) -> None:
    """The record is deleted: files that no other record holds are swept away after a day."""
    mine = _claims.c.record == record.id
    ids = set(tx.connection.execute(select(_claims.c.file).where(mine)).scalars())
    tx.connection.execute(delete(_claims).where(mine))
    for id in sorted(ids):
        if (
            tx.connection.execute(select(_claims.c.file).where(_claims.c.file == id)).first()
            is None
        ):
            tx.connection.execute(update(_files).where(_files.c.id == id).values(claimed=False))
            enqueue(tx, SWEEP, id, {"file": id}, tx.now + UNCLAIMED)
