"""Calls as SQL."""

from __future__ import annotations

import ast
from typing import Any

from sqlalchemy import ColumnElement, case, type_coerce

from dougong.platform.expressions.checked import fault
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions import Function
from dougong.platform.expressions.sql.arithmetic import typed
from dougong.platform.expressions.sql.constants import bound, sql_type
from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.measures import as_pair, first_of, number_of, unit_of
from dougong.platform.expressions.sql.records import MoneyPair, Pair, SqlValue
from dougong.platform.texts import N_

Column = ColumnElement[Any]


def called(
    function: Function, node: ast.Call, values: list[SqlValue], kind: str, evaluation: Evaluation
) -> SqlValue:
    """A function of `values`, giving a value of `kind`; ExpressionError where it has no SQL."""
    if function.context and not values:
        return bound(function.python(evaluation))
    if function.sql_built:
        return _part(function.name, values)
    if function.name == "coalesce" and any(isinstance(value, Pair) for value in values):
        return first_of(values)
    if function.sql is None:
        return _folded(function, node)
    parts = [
        typed(number_of(value), function.parameter(index)) for index, value in enumerate(values)
    ]
    context = [evaluation] if function.context else []
    return type_coerce(function.sql(*context, *parts), sql_type(kind))


def _folded(function: Function, node: ast.Call) -> SqlValue:
    """A function that has no SQL, of constants: worked out here and now."""
    if not all(isinstance(argument, ast.Constant) for argument in node.args):
        raise fault(node, N_("“{name}” cannot be used in a filter"), name=function.name)
    values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    if not function.takes_empty and None in values:
        return bound(None)
    return bound(function.python(*values))


def _part(name: str, values: list[SqlValue]) -> SqlValue:
    """The two parts of a pair, and pairs of two parts."""
    if name in ("quantity", "money"):
        number, unit = number_of(values[0]), number_of(values[1])
        made: Column = type_coerce(case((unit.is_not(None), number)), DecimalType())
        return MoneyPair(made, unit) if name == "money" else Pair(made, unit)
    pair = as_pair(values[0])
    return pair.number if name in ("value_of", "amount_of") else unit_of(pair)
