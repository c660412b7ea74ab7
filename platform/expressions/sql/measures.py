"""Quantities and money in SQL: pairs of a number and a unit.

A pair is empty when its number is; what its unit says then means nothing. So the unit of a sum is
simply that of its first part, and long sums stay short in SQL.
"""

from __future__ import annotations

import ast
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, case, func, literal, null, or_, type_coerce

from dougong.platform.expressions.sql.constants import is_empty, is_fixed
from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.records import MoneyPair, Pair, SqlValue

Column = ColumnElement[Any]


def number_of(value: SqlValue) -> Column:
    """A value of one part; of a pair, its number."""
    return value.number if isinstance(value, Pair) else value


def as_pair(value: SqlValue) -> Pair:
    """The value as pair; the fixed empty value becomes an empty one."""
    return value if isinstance(value, Pair) else Pair(value, null())


def pair_type(*values: SqlValue) -> type[Pair]:
    """Money when one of them is."""
    return MoneyPair if any(isinstance(value, MoneyPair) for value in values) else Pair


def unit_of(pair: Pair) -> Column:
    """The unit, empty where the number is."""
    return case((pair.number.is_not(None), pair.unit))


def calculated(operation: str, left: SqlValue, right: SqlValue) -> SqlValue:
    """Arithmetic in which a quantity or money takes part."""
    made = getattr(func, operation)(number_of(left), number_of(right), type_=DecimalType())
    if not (isinstance(left, Pair) and isinstance(right, Pair)):
        pair = left if isinstance(left, Pair) else as_pair(right)
        return type(pair)(made, pair.unit)
    if operation == "dg_mul":
        return MoneyPair(made, (left if isinstance(left, MoneyPair) else right).unit)
    same: Column = type_coerce(case((left.unit == right.unit, made)), DecimalType())
    return same if operation == "dg_div" else type(left)(same, left.unit)


def negated(value: SqlValue) -> SqlValue:
    """The other sign; by subtraction, for two minus signs in a row begin a comment in SQL."""
    nought = literal(Decimal(0), DecimalType())
    made: Column = func.dg_sub(nought, number_of(value), type_=DecimalType())
    return type(value)(made, value.unit) if isinstance(value, Pair) else made


def first_of(values: list[SqlValue]) -> Pair:
    """The first pair that is not empty."""
    pairs = [as_pair(value) for value in values]
    number = func.coalesce(*(pair.number for pair in pairs), type_=DecimalType())
    unit = case(*((pair.number.is_not(None), pair.unit) for pair in pairs))
    return pair_type(*values)(number, unit)


def chosen(test: Column, one: SqlValue, other: SqlValue) -> Pair:
    """One pair or the other."""
    a, b = as_pair(one), as_pair(other)
    number: Column = type_coerce(case((test, a.number), else_=b.number), DecimalType())
    return pair_type(one, other)(number, case((test, a.unit), else_=b.unit))


def same(left: SqlValue, right: SqlValue) -> Column:
    """Total equality: true or false, never unknown."""
    if isinstance(left, Pair) and isinstance(right, Pair):
        numbers = left.number.is_not_distinct_from(right.number)
        units = left.unit.is_not_distinct_from(right.unit)
        return and_(numbers, or_(left.number.is_(None), units))
    a, b = number_of(left), number_of(right)
    if is_empty(a) or is_fixed(a):
        a, b = b, a
    if is_empty(b):
        return a.is_(None)
    if is_fixed(b):  # in this form the databases use their indexes
        return and_(a.is_not(None), a == b)
    return a.is_not_distinct_from(b)


def ordered(operator: ast.cmpop, left: SqlValue, right: SqlValue) -> Column:
    """One side smaller or larger than the other; unknown when empty or in different units."""
    a, b = number_of(left), number_of(right)
    order = {ast.Lt: a < b, ast.LtE: a <= b, ast.Gt: a > b, ast.GtE: a >= b}[type(operator)]
    if isinstance(left, Pair) and isinstance(right, Pair):
        return type_coerce(case((left.unit == right.unit, order)), Boolean())
    return order
