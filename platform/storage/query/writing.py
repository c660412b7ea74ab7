"""Inserting, updating and deleting records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table
from sqlalchemy import delete as sql_delete
from sqlalchemy import insert as sql_insert
from sqlalchemy import update as sql_update
from sqlalchemy.exc import IntegrityError

from dougong.platform.definitions import Form
from dougong.platform.problems import Conflict, FieldProblem, Invalid, Stale
from dougong.platform.storage.query.mapping import row_of
from dougong.platform.storage.record import Record
from dougong.platform.storage.search import index
from dougong.platform.storage.tables import index_name, tables_of
from dougong.platform.storage.transaction import Transaction
from dougong.platform.texts import N_, Message


def insert(tx: Transaction, record: Record) -> None:
    """Write a new record with its line items and search tokens; raises Invalid for duplicates."""
    form, table = tx.library.form(record.form), tables_of(tx.library).table(record.form)
    with _clear(form):
        tx.connection.execute(
            sql_insert(table).values(record.system.as_dict() | row_of(form, record.values))
        )
        for name, rows_form in form.lines.items():
            _insert_rows(tx, rows_form, record.id, record.values.get(name) or [], 0)
    _index(tx, form, record)


def update(tx: Transaction, before: Record, after: Record) -> None:
    """Write a changed record; raises Stale when somebody else has written since `before`."""
    form, table = tx.library.form(after.form), tables_of(tx.library).table(after.form)
    same = (table.c.id == before.id) & (table.c.change_no == before.system.change_no)
    with _clear(form):
        values = after.system.as_dict() | row_of(form, after.values)
        done = tx.connection.execute(sql_update(table).where(same).values(values))
        if done.rowcount != 1:
            raise Stale(Message(N_("Somebody else has changed this meanwhile: look at it again")))
        for name, rows_form in form.lines.items():
            if name in form.fields:
                _update_rows(tx, rows_form, before, after, name)
    _index(tx, form, after)


def remove(tx: Transaction, record: Record) -> None:
    """Delete a record with its line items; raises Conflict when something refers to it."""
    form, tables = tx.library.form(record.form), tables_of(tx.library)
    with _clear(form):
        for rows_form in form.lines.values():
            rows = tables.table(rows_form.id)
            tx.connection.execute(sql_delete(rows).where(rows.c.parent == record.id))
        table = tables.table(form.id)
        tx.connection.execute(sql_delete(table).where(table.c.id == record.id))
    index(tx, form.id, record.id, {})


def _insert_rows(
    tx: Transaction, form: Form, parent: str, rows: list[Mapping[str, Any]], first: int
) -> None:
    table = tables_of(tx.library).table(form.id)
    made = [
        {"id": row["id"], "parent": parent, "position": first + n, **row_of(form, row)}
        for n, row in enumerate(rows)
    ]
    if made:
        tx.connection.execute(sql_insert(table), made)


def _update_rows(tx: Transaction, form: Form, before: Record, after: Record, name: str) -> None:
    """Rows keep their identity: changed in place, added, or removed when nothing refers to them."""
    table: Table = tables_of(tx.library).table(form.id)
    old = {row["id"]: (n, row) for n, row in enumerate(before.values.get(name) or [])}
    new = after.values.get(name) or []
    gone = set(old) - {row["id"] for row in new}
    if gone:
        tx.connection.execute(sql_delete(table).where(table.c.id.in_(sorted(gone))))
    for position, row in enumerate(new):
        if row["id"] not in old:
            _insert_rows(tx, form, after.id, [row], position)
        elif old[row["id"]] != (position, row):
            values = {"position": position, **row_of(form, row)}
            tx.connection.execute(sql_update(table).where(table.c.id == row["id"]).values(values))


def _index(tx: Transaction, form: Form, record: Record) -> None:
    chosen = form.body.get("search") or list(form.fields)
    texts = {"number": record.system.number or ""}
    for name in chosen:
        field = form.fields[name]
        texts[name] = field.kind.search_text(field.body, record.values.get(name))
    for name, rows_form in form.lines.items():
        found = [
            field.kind.search_text(field.body, row.get(field.id))
            for row in record.values.get(name) or []
            for field in rows_form.fields.values()
        ]
        texts[name] = " ".join(found)
    index(tx, form.id, record.id, texts)


@contextmanager
def _clear(form: Form) -> Iterator[None]:
    """What the database refuses, said so that people understand it."""
    try:
        yield
    except IntegrityError as error:
        words = str(error.orig)
        for group in form.unique:
            if _speaks_of(words, form, group):
                message = Message(N_("This stands here already: it must be unique"))
                problems = [FieldProblem(name, "unique", message) for name in group]
                raise Invalid.of(problems) from error
        if "foreign key" in words.lower():
            raise Conflict(
                Message(N_("Other records refer to this one: it cannot be removed"))
            ) from error
        raise


def _speaks_of(words: str, form: Form, group: tuple[str, ...]) -> bool:
    table = "f_" + form.id
    on_sqlite = ", ".join(f"{table}.{name}" for name in group)
    on_postgresql = index_name("uq", form.id, *group)
    return words.strip().endswith(f"failed: {on_sqlite}") or f'"{on_postgresql}"' in words
