"""Record values as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dougong.platform.definitions import Form, Library
from dougong.platform.expressions import Money, Quantity
from dougong.platform.fields import File, write_decimal, write_instant
from dougong.platform.storage.record import Record

# What was stored once is read again, whatever the field asks for by now.
_LIMITS = ("above", "min", "max", "pattern", "accept")
_WIDEST = {"max_files": 50, "max_mb": 100}


def wire(value: Any) -> Any:
    """Any record value as JSON; a loaded link shrinks to its id."""
    if isinstance(value, Quantity):
        return {"value": write_decimal(value.value), "unit": value.unit}
    if isinstance(value, Money):
        return {"amount": write_decimal(value.amount), "currency": value.currency}
    if isinstance(value, File):
        return value.to_json()
    if isinstance(value, Decimal):
        return write_decimal(value)
    if isinstance(value, datetime):
        return write_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: wire(one) for key, one in value.items()}
    return [wire(one) for one in value] if isinstance(value, list | tuple) else value


def to_wire(
    library: Library, record: Record, hidden: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """A record as JSON: system columns, then its fields but the hidden ones."""
    form = library.form(record.form)
    found = {key: wire(value) for key, value in record.system.as_dict().items()}
    return {**found, **fields_to_wire(form, record.values, hidden)}


def fields_to_wire(
    form: Form, values: Mapping[str, Any], hidden: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Fields as JSON."""
    found: dict[str, Any] = {}
    for field in form.fields.values():
        if field.id in hidden:
            continue
        value = values.get(field.id)
        if field.type == "lines":
            rows = form.lines[field.id]
            found[field.id] = [
                {"id": row["id"], **fields_to_wire(rows, row)} for row in value or []
            ]
        else:
            found[field.id] = field.kind.to_json(field.body, value)
    return found


def from_wire(form: Form, body: Mapping[str, Any]) -> dict[str, Any]:
    """Field values of JSON that `fields_to_wire` wrote."""
    found: dict[str, Any] = {}
    for field in form.fields.values():
        raw = body.get(field.id)
        if field.type == "lines":
            rows = form.lines[field.id]
            found[field.id] = [{"id": row["id"], **from_wire(rows, row)} for row in raw or []]
        else:
            bare = {k: v for k, v in field.body.items() if k not in _LIMITS} | _WIDEST
            found[field.id] = None if raw is None else field.kind.parse(bare, raw)
    return found
