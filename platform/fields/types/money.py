"""Amounts of money with their currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import String

from dougong.platform.expressions import Money, Type
from dougong.platform.expressions.sql import DecimalType
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.fields.numbers import check_bounds, grouped, read_decimal, write_decimal
from dougong.platform.texts import N_, Message

_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€"}


class MoneyField(FieldType):
    """`currency` is what a bare number means (CNY if unsaid)."""

    id = "money"
    title = {"zh": "金额", "en": "Money"}
    schema = {
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "above": {"$ref": "#/$defs/number"},
        "min": {"$ref": "#/$defs/number"},
        "max": {"$ref": "#/$defs/number"},
    }

    def expression_type(self, field: Body) -> Type:
        return Type("money")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", DecimalType()), ColumnSpec("_currency", String(3)))

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        amount, currency = raw, field.get("currency", "CNY")
        if isinstance(raw, Mapping):
            if set(raw) - {"amount", "currency"} or "amount" not in raw:
                raise FieldError(Message(N_("Write it as amount and currency")), "type")
            amount, currency = raw["amount"], raw.get("currency") or currency
        if not isinstance(currency, str) or not re.fullmatch("[A-Z]{3}", currency):
            raise FieldError(Message(N_("The currency is not known")), "currency")
        number = read_decimal(amount, lenient)
        check_bounds(field, number)
        return Money(number, currency)

    def json_schema(self, field: Body) -> dict[str, Any]:
        currency = {"type": "string", "default": field.get("currency", "CNY")}
        amount = {"type": "string", "format": "decimal"}
        properties = {"amount": amount, "currency": currency}
        return {"type": "object", "properties": properties, "required": ["amount"]}

    def to_row(self, field: Body, value: Any) -> dict[str, Any]:
        id = field["id"]
        if value is None:
            return {id: None, f"{id}_currency": None}
        return {id: value.amount, f"{id}_currency": value.currency}

    def from_row(self, field: Body, row: Mapping[str, Any]) -> Any:
        amount = row[field["id"]]
        return None if amount is None else Money(amount, row[f"{field['id']}_currency"])

    def to_json(self, field: Body, value: Any) -> Any:
        if value is None:
            return None
        return {"amount": write_decimal(value.amount), "currency": value.currency}

    def show(self, field: Body, value: Any, language: str) -> str:
        if value is None:
            return ""
        places = max(2, len(write_decimal(value.amount).partition(".")[2]))
        return f"{_SIGNS.get(value.currency, value.currency)} {grouped(value.amount, places)}"
