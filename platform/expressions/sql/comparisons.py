"""Comparisons as SQL."""

from __future__ import annotations

import ast
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, not_, or_
from sqlalchemy.sql.elements import ColumnClause

from dougong.platform.expressions.sql.constants import bound, is_fixed
from dougong.platform.expressions.sql.dialects import known, text_order
from dougong.platform.expressions.sql.measures import number_of, ordered, same
from dougong.platform.expressions.sql.records import Pair, SqlValue

Column = ColumnElement[Any]


def member(left: SqlValue, listed: list[object]) -> Column:
    """Whether `left` is one of the fixed values `listed`."""
    if isinstance(left, Pair) or not isinstance(left, ColumnClause):
        return or_(*(same(left, bound(value)) for value in listed))
    fixed = [bound(value) for value in listed if value is not None]
    found: Column = and_(left.is_not(None), left.in_(fixed)) if fixed else left.is_(None)
    return or_(found, left.is_(None)) if None in listed and fixed else found


def compared(operator: ast.cmpop, left: SqlValue, right: SqlValue, texts: bool) -> Column:
    """`left operator right`; `texts`: both are, and stand in the order of texts."""
    if isinstance(operator, ast.Eq | ast.NotEq):
        equal = same(_value(left), _value(right))
        return equal if isinstance(operator, ast.Eq) else not_(equal)
    if texts:
        left, right = text_order(number_of(left)), text_order(number_of(right))
    return ordered(operator, left, right)


def _value(value: SqlValue) -> SqlValue:
    """A condition compared with another needs parentheses of its own."""
    if isinstance(value, Pair) or not isinstance(value.type, Boolean):
        return value
    return value if is_fixed(value) or isinstance(value, ColumnClause) else known(value)
