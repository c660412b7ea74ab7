"""Values an instance has kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dougong.platform.expressions import Money, Quantity, Type
from dougong.platform.fields import File, field_type


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
    if type_.kind == "readings":
        return field_type("readings").parse({}, value)
    if type_.kind == "files" and isinstance(value, list):
        return tuple(File.of(one) for one in value)
    return _written(type_.kind, value) if isinstance(value, str) else value


def _written(kind: str, text: str) -> Any:
    if kind == "decimal":
        return Decimal(text)
    if kind == "date":
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == "datetime" else text


def plain(value: Any) -> Any:
    """Inputs and outputs are kept as plain data: a record as its id."""
    return {"id": value["id"]} if isinstance(value, Mapping) and "id" in value else value
