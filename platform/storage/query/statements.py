"""Statements that are asked again and again, made once per library: building and comparing one with
its dozens of columns costs more than SQLite takes to answer it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select

from dougong.platform.definitions import Form
from dougong.platform.storage.record import System
from dougong.platform.storage.tables import tables_of
from dougong.platform.storage.transaction import Transaction

SYSTEM = tuple(System.__dataclass_fields__)


def columns_of(form: Form, table: Any) -> list[Any]:
    """The columns a record is read from, listed: a new column never breaks a running statement."""
    names = [*SYSTEM] if form.holder is None else ["id", "parent", "position"]
    for field in form.fields.values():
        names += [field.id + spec.suffix for spec in field.kind.columns(field.body)]
    return [table.c[name] for name in names]


def all_of(tx: Transaction, form: str) -> Select[Any]:
    """Every record of a form, with all its columns."""

    def make() -> Select[Any]:
        return select(*columns_of(tx.library.form(form), tables_of(tx.library).table(form)))

    return tx.library.cached(("all_of", form), make)


def by_id(tx: Transaction, form: str) -> Select[Any]:
    """The record, or the row of line items, called `:id`."""

    def make() -> Select[Any]:
        return all_of(tx, form).where(tables_of(tx.library).table(form).c.id == bindparam("id"))

    return tx.library.cached(("by_id", form), make)


def rows_of(tx: Transaction, rows: Form) -> Select[Any]:
    """The rows of line items of the records `:parents`, in their order."""

    def make() -> Select[Any]:
        table = tables_of(tx.library).table(rows.id)
        parents: BindParameter[Any] = bindparam("parents", expanding=True)
        return all_of(tx, rows.id).where(table.c.parent.in_(parents)).order_by(table.c.position)

    return tx.library.cached(("rows_of", rows.id), make)
