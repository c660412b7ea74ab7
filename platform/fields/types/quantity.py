"""Quantities: a number with its unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import String

from dougong.platform.expressions import Quantity, Type
from dougong.platform.expressions.sql import DecimalType
from dougong.platform.fields.characters import storable
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.fields.numbers import check_bounds, grouped, read_decimal, write_decimal
from dougong.platform.texts import N_, Message


class QuantityField(FieldType):
    """`unit` is an expression; a bare number takes it, another unit is refused by the record."""

    id = "quantity"
    title = {"zh": "数量", "en": "Quantity"}
    needs = ("unit",)
    schema = {
        "unit": {"type": "string", "x-expr": "text"},
        "above": {"$ref": "#/$defs/number"},
        "min": {"$ref": "#/$defs/number"},
        "max": {"$ref": "#/$defs/number"},
    }

    def expression_type(self, field: Body) -> Type:
        return Type("quantity")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", DecimalType()), ColumnSpec("_unit", String(40)))

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        """A Quantity; its unit is "" when only a number was given (the record fills it in)."""
        number, unit = raw, ""
        if isinstance(raw, Mapping):
            unknown = set(raw) - {"value", "unit"}
            if unknown or "value" not in raw or not isinstance(raw.get("unit", ""), str | None):
                raise FieldError(Message(N_("Write it as value and unit")), "type")
            number, unit = raw["value"], raw.get("unit") or ""
        if len(unit) > 40 or not storable(unit):
            raise FieldError(Message(N_("The unit is not known")), "unit")
        value = read_decimal(number, lenient)
        check_bounds(field, value)
        return Quantity(value, unit)

    def json_schema(self, field: Body) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                "value": {"type": "string", "format": "decimal"},
                "unit": {"type": "string"},
            },
            "required": ["value"],
        }

    def to_row(self, field: Body, value: Any) -> dict[str, Any]:
        id = field["id"]
        return {id: value.value if value else None, f"{id}_unit": value.unit if value else None}

    def from_row(self, field: Body, row: Mapping[str, Any]) -> Any:
        number = row[field["id"]]
        return None if number is None else Quantity(number, row[f"{field['id']}_unit"] or "")

    def to_json(self, field: Body, value: Any) -> Any:
        return None if value is None else {"value": write_decimal(value.value), "unit": value.unit}

    def show(self, field: Body, value: Any, language: str) -> str:
        return "" if value is None else f"{grouped(value.value)} {value.unit}".strip()
