"""Between rows of tables and records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.storage.query.statements import SYSTEM, rows_of
from dougong.platform.storage.record import Record, System
from dougong.platform.storage.transaction import Transaction


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
    named = {"parents": list(parents)}
    if not named["parents"]:
        return {}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tx.connection.execute(rows_of(tx, form), named).mappings():
        found.setdefault(row["parent"], []).append({"id": row["id"], **values_of(form, row)})
    return found
