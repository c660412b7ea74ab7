"""Decimal numbers."""

from __future__ import annotations

from typing import Any

from dougong.platform.expressions import Type
from dougong.platform.expressions.sql import DecimalType
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.fields.numbers import check_bounds, grouped, read_decimal, write_decimal


class DecimalField(FieldType):
    """`above` (more than this), `min`, `max` as decimal strings; `places` shown (0–6)."""

    id = "decimal"
    title = {"zh": "小数", "en": "Number"}
    schema = {
        "above": {"$ref": "#/$defs/number"},
        "min": {"$ref": "#/$defs/number"},
        "max": {"$ref": "#/$defs/number"},
        "places": {"type": "integer", "minimum": 0, "maximum": 6},
    }

    def expression_type(self, field: Body) -> Type:
        return Type("decimal")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", DecimalType()),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        number = read_decimal(raw, lenient)
        check_bounds(field, number)
        return number

    def json_schema(self, field: Body) -> dict[str, Any]:
        return {"type": "string", "format": "decimal"}

    def to_json(self, field: Body, value: Any) -> Any:
        return None if value is None else write_decimal(value)

    def show(self, field: Body, value: Any, language: str) -> str:
        return "" if value is None else grouped(value, field.get("places"))
