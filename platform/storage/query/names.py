"""What records are called in links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select

from dougong.platform.expressions import ExpressionError, check
from dougong.platform.expressions.sql import SqlRecord, to_sql
from dougong.platform.storage.query.conditions import number_of
from dougong.platform.storage.query.sql_record import AtHand, Linked
from dougong.platform.storage.tables import tables_of
from dougong.platform.storage.transaction import Transaction


def name_sql(tx: Transaction, form: str, record: SqlRecord) -> ColumnElement[Any]:
    """A record's name as SQL: the form's `name`, else its number; a row is called by its record."""
    if form == "user":
        return number_of(record.field("name"))
    view = tx.library.form(form)
    if view.holder is not None:
        assert isinstance(record, AtHand | Linked)
        position = _position(record)
        holder = name_sql(tx, view.holder, record.link("parent"))
        return func.coalesce(holder, "") + "-" + cast(position + 1, String)
    number = number_of(record.field("number"))
    if view.name is None or not _open(tx, form, view.name):
        return number
    try:
        return func.coalesce(
            number_of(to_sql(view.name, tx.library.scope(form), record, tx.evaluation)), number
        )
    except ExpressionError:
        return number  # a name that has no SQL is no reason to show no list


def _open(tx: Transaction, form: str, name: str) -> bool:
    """Whether a name tells the actor nothing that is hidden from them."""
    read = check(name, tx.library.scope(form)).fields
    return all(
        readable(tx, owner) and field not in tx.actor.rights.of(owner.split(".")[0]).hidden
        for owner, field in read
    )


def _position(record: AtHand | Linked) -> ColumnElement[Any]:
    if isinstance(record, AtHand):
        return record.table.c.position
    table = tables_of(record.library).table(record.form).alias()
    return select(table.c.position).where(table.c.id == record.id).scalar_subquery()


def labels(tx: Transaction, form: str, ids: Iterable[str | None]) -> dict[str, str]:
    """Names of records by id, in one query; only of forms the actor may read."""
    wanted = sorted({id for id in ids if id})
    if not wanted or not readable(tx, form):
        return {}
    table = tables_of(tx.library).table(form)
    record = AtHand(tx.library, form, table)
    statement = select(table.c.id, name_sql(tx, form, record).label("name")).where(
        table.c.id.in_(wanted)
    )
    return {row.id: str(row.name or "") for row in tx.connection.execute(statement)}


def readable(tx: Transaction, form: str) -> bool:
    """Whether the actor may see what records of the form (or rows of one) are called."""
    return form == "user" or tx.actor.rights.may("read", form.split(".")[0])
