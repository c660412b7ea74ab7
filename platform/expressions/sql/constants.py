"""Plain values and kinds as SQL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Date,
    False_,
    Null,
    String,
    True_,
    cast,
    false,
    literal,
    null,
    true,
)
from sqlalchemy.types import TypeEngine

from dougong.platform.expressions.money import Money
from dougong.platform.expressions.quantity import Quantity
from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.records import MoneyPair, Pair, SqlValue
from dougong.platform.expressions.sql.utc_datetime import UtcDateTime

_TYPES: Mapping[str, TypeEngine[Any]] = {
    "decimal": DecimalType(),
    "integer": DecimalType(),
    "number": DecimalType(),
    "boolean": Boolean(),
    "date": Date(),
    "datetime": UtcDateTime(),
}


def sql_type(kind: str) -> TypeEngine[Any]:
    """The SQL type of plain values of a kind."""
    return _TYPES.get(kind) or String()


def empty_of(kind: str) -> ColumnElement[Any]:
    """NULL of a kind, where the database would not know which function is meant."""
    return cast(null(), sql_type(kind))


def bound(value: object) -> SqlValue:
    """A plain value as bound parameter; of a record, its id."""
    if isinstance(value, Mapping):
        value = value.get("id")
    if value is None:
        return null()
    if isinstance(value, tuple):  # readings: all that is asked of them is whether they are there
        return literal(str(value), String())
    if isinstance(value, bool):
        return true() if value else false()
    if isinstance(value, Quantity):
        return Pair(literal(value.value, DecimalType()), literal(value.unit, String()))
    if isinstance(value, Money):
        return MoneyPair(literal(value.amount, DecimalType()), literal(value.currency, String()))
    return literal(Decimal(value) if isinstance(value, int) else value, _type_of(value))


def _type_of(value: object) -> TypeEngine[Any]:
    if isinstance(value, Decimal | int):
        return DecimalType()
    if isinstance(value, datetime):
        return UtcDateTime()
    return Date() if isinstance(value, date) else String()


def is_fixed(value: ColumnElement[Any]) -> bool:
    """Whether a SQL value is a constant that is not empty."""
    return isinstance(value, BindParameter | True_ | False_)


def is_empty(value: ColumnElement[Any]) -> bool:
    """Whether a SQL value is the fixed empty value."""
    return isinstance(value, Null)
