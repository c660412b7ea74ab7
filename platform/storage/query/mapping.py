"""Between rows of tables and records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, select

from dougong.platform.definitions import Form
from dougong.platform.storage.record import Record, System
from dougong.platform.storage.tables import tables_of
from dougong.platform.storage.transaction import Transaction

SYSTEM = tuple(System.__dataclass_fields__)


def columns_of(form: Form, table: Any) -> list[Any]:
    """The columns a record is read from, listed: a new column never breaks a running statement."""
    names = [*SYSTEM] if form.holder is None else ["id", "parent", "position"]
    for field in form.fields.values():
        names += [field.id + spec.suffix for spec in field.kind.columns(field.body)]
    return [table.c[name] for name in names]


def values_of(form: Form, row: Mapping[Any, Any]) -> dict[str, Any]:
    """Field values of a row; line items are left empty."""
    return {field.id: field.kind.from_row(field.body, row) for field in form.fields.values()}


def row_of(form: Form, values: Mapping[str, Any]) -> dict[str, Any]:
    """Column values of field values."""
    row: dict[str, Any] = {}
    for field in form.fields.values():
        if field.id in values:
            row.update(field.kind.to_row(field.body, values[field.id]))
    return row


def to_records(tx: Transaction, form: Form, rows: Sequence[Mapping[Any, Any]]) -> list[Record]:
    """Records with their line items: one query per line-item field, however many records."""
    found = [
        Record(form.id, System(**{name: row[name] for name in SYSTEM}), values_of(form, row))
        for row in rows
    ]
    by_id = {record.id: record for record in found}
    for name, rows_form in form.lines.items():
        if name in form.fields:
            for parent, lines in read_rows(tx, rows_form, list(by_id)).items():
                by_id[parent].values[name].extend(lines)
    return found


def read_rows(
    tx: Transaction, form: Form, parents: Iterable[str]
) -> dict[str, list[dict[str, Any]]]:
    """Rows of line items by the id of their record, in their order."""
    table: Table = tables_of(tx.library).table(form.id)
    wanted = list(parents)
    statement = (
        select(*columns_of(form, table))
        .where(table.c.parent.in_(wanted))
        .order_by(table.c.position)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tx.connection.execute(statement).mappings() if wanted else ():
        found.setdefault(row["parent"], []).append({"id": row["id"], **values_of(form, row)})
    return found
