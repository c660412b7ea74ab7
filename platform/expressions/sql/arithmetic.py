"""Calculations as SQL."""

from __future__ import annotations

import ast
from typing import Any

from sqlalchemy import ColumnElement, String, func

from dougong.platform.expressions.sql.constants import empty_of, is_empty
from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.measures import calculated
from dougong.platform.expressions.sql.records import Pair, SqlValue

Column = ColumnElement[Any]
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "dg_add",
    ast.Sub: "dg_sub",
    ast.Mult: "dg_mul",
    ast.Div: "dg_div",
    ast.Mod: "dg_mod",
}


def typed(value: SqlValue, kind: str) -> Any:
    """The fixed empty value needs a type where it is calculated with."""
    if isinstance(value, Pair) or not is_empty(value) or kind == "any":
        return value
    return empty_of(kind.split("|")[0])


def joined(left: SqlValue, right: SqlValue) -> Column:
    """Two texts, one after the other."""
    made: Column = func.dg_join(typed(left, "text"), typed(right, "text"), type_=String())
    return made


def combined(operator: ast.operator, left: SqlValue, right: SqlValue) -> SqlValue:
    """`left operator right`, of numbers, quantities and money."""
    left, right = typed(left, "number"), typed(right, "number")
    operation = _ARITHMETIC[type(operator)]
    if isinstance(left, Pair) or isinstance(right, Pair):
        return calculated(operation, left, right)
    made: Column = getattr(func, operation)(left, right, type_=DecimalType())
    return made
