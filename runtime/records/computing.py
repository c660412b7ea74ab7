"""Defaults and computed fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Money, Quantity
from dougong.runtime.records.draft import Draft

# Computed fields may need each other; the checker refuses circles, so this many rounds settle all.
ROUNDS = 6


def fill_defaults(draft: Draft) -> None:
    """Give fields of a new record, and of new rows, their default where nothing was said."""
    for field in draft.form.fields.values() if draft.before is None else ():
        unsaid = draft.values.get(field.id) is None and field.id not in draft.given
        if unsaid and "default" in field.body:
            draft.values[field.id] = made(draft, field, draft.evaluate(field.body["default"]))
    old = (
        {row["id"] for one in draft.form.lines for row in (draft.before.values.get(one) or [])}
        if draft.before
        else set()
    )
    for _, rows, _, row in draft.each_row():
        for field in rows.fields.values():
            if row.get(field.id) is None and "default" in field.body and row["id"] not in old:
                row[field.id] = made(
                    draft, field, draft.evaluate(field.body["default"], row, rows), row, rows
                )


def compute(draft: Draft) -> None:
    """Work out every computed field and the unit of every quantity, until nothing changes."""
    for _ in range(ROUNDS):
        changed = False
        for _field, rows, _position, row in draft.each_row():
            changed = _fields(draft, rows, row) or changed
        changed = _fields(draft, draft.form, draft.values) or changed
        if not changed:
            return


def _fields(draft: Draft, form: Form, values: dict[str, Any]) -> bool:
    changed = False
    row, rows = (values, form) if form.holder else (None, None)
    for field in form.fields.values():
        if field.computed is not None:
            value = made(draft, field, draft.evaluate(field.computed, row, rows), row, rows)
        elif isinstance(values.get(field.id), Quantity) and not values[field.id].unit:
            value = made(draft, field, values[field.id], row, rows)
        else:
            continue
        if values.get(field.id) != value:
            values[field.id] = value
            changed = True
    return changed


def made(
    draft: Draft,
    field: Field,
    value: Any,
    row: Mapping[str, Any] | None = None,
    rows: Form | None = None,
) -> Any:
    """What an expression gave, as this field keeps it: a link is its id, a number takes the unit."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return value.get("id")
    if field.type == "quantity":
        return _measured(draft, field, value, row, rows)
    if field.type == "money" and not isinstance(value, Money):
        return Money(value, field.body.get("currency", "CNY"))
    if field.type == "integer" and value == int(value):
        return int(value)
    return value


def _measured(
    draft: Draft, field: Field, value: Any, row: Mapping[str, Any] | None, rows: Form | None
) -> Quantity:
    if isinstance(value, Quantity) and value.unit:
        return value
    unit = draft.evaluate(field.body["unit"], row, rows)
    return Quantity(value.value if isinstance(value, Quantity) else value, unit or "")
