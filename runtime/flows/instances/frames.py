"""What a node of an instance works with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.expressions import Money, Quantity, Type
from dougong.platform.storage import Cause, Transaction
from dougong.platform.storage.query import any_record
from dougong.runtime.actions import Frame
from dougong.runtime.flows.instances.flow_types import flow_form, types_in


def frame_of(
    tx: Transaction,
    row: Mapping[str, Any],
    flow: Definition,
    static: str,
    names: Mapping[str, Any],
    node: str,
) -> Frame:
    """The record the flow is about, the names a node sees, and its cause."""
    cause = Cause("instance", str(row["id"]), {"flow": row["flow"], "node": node})
    form = flow_form(flow)
    record = any_record(tx, form, row["record"]) if form and row["record"] else None
    types = types_in(tx.library, flow, row["revision"])[static]
    values = {name: typed(types.get(name), value) for name, value in names.items()}
    return Frame(tx.as_(cause), form, record.all() if record else None, types, values)


def typed(type_: Type | None, value: Any) -> Any:
    """A value an instance has kept as JSON, as expressions know it; others stay as they are."""
    if type_ is None or value is None:
        return value
    if type_.kind == "struct":
        return {name: typed(type_.members.get(name), one) for name, one in value.items()}
    if type_.kind == "quantity" and isinstance(value, Mapping):
        return Quantity(Decimal(value["value"]), value["unit"])
    if type_.kind == "money" and isinstance(value, Mapping):
        return Money(Decimal(value["amount"]), value["currency"])
    return _written(type_.kind, value) if isinstance(value, str) else value


def _written(kind: str, text: str) -> Any:
    if kind == "decimal":
        return Decimal(text)
    if kind == "date":
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == "datetime" else text
