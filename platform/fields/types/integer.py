"""Whole numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger

from dougong.platform.expressions import Type
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.fields.numbers import check_bounds, grouped, read_decimal
from dougong.platform.texts import N_, Message


class IntegerField(FieldType):
    """`min` and `max` as decimal strings."""

    id = "integer"
    title = {"zh": "整数", "en": "Whole number"}
    schema = {"min": {"$ref": "#/$defs/number"}, "max": {"$ref": "#/$defs/number"}}

    def expression_type(self, field: Body) -> Type:
        return Type("integer")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", BigInteger()),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        number = read_decimal(raw, lenient)
        if number != number.to_integral_value():
            raise FieldError(Message(N_("A whole number is needed")), "type")
        check_bounds(field, number)
        return int(number)

    def json_schema(self, field: Body) -> dict[str, Any]:
        return {"type": "integer"} | {
            name: int(Decimal(str(field[key])))
            for key, name in (("min", "minimum"), ("max", "maximum"))
            if key in field
        }

    def show(self, field: Body, value: Any, language: str) -> str:
        return "" if value is None else grouped(Decimal(value))
