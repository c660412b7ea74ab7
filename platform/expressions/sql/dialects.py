"""The few constructs the two databases write differently."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from dougong.platform.expressions.sql.decimal_type import SCALE, DecimalType


class whole(FunctionElement[Any]):
    """A whole number (an integer column, a count) as decimal."""

    type = DecimalType()
    inherit_cache = True


class exact_sum(FunctionElement[Any]):
    """Sum of decimals; too large to store is empty, never an error."""

    type = DecimalType()
    inherit_cache = True


class bytewise(FunctionElement[Any]):
    """A text ordered by its characters' codes, as Python and SQLite order it."""

    type = String()
    inherit_cache = True


class known(FunctionElement[Any]):
    """A condition put in parentheses, so that it can be compared like a value."""

    type = Boolean()
    inherit_cache = True


def _inner(element: FunctionElement[Any], compiler: Any, options: Any) -> str:
    made: str = compiler.process(element.clauses, **options)
    return made


@compiles(whole)
def _whole(element: whole, compiler: Any, **options: Any) -> str:
    return f"CAST({_inner(element, compiler, options)} AS NUMERIC)"


@compiles(whole, "sqlite")
def _whole_on_sqlite(element: whole, compiler: Any, **options: Any) -> str:
    return f"({_inner(element, compiler, options)}) * {SCALE}"


@compiles(exact_sum)
def _exact_sum(element: exact_sum, compiler: Any, **options: Any) -> str:
    return f"dg_fit(sum({_inner(element, compiler, options)}))"


@compiles(exact_sum, "sqlite")
def _exact_sum_on_sqlite(element: exact_sum, compiler: Any, **options: Any) -> str:
    return f"dg_sum({_inner(element, compiler, options)})"


@compiles(bytewise)
def _bytewise(element: bytewise, compiler: Any, **options: Any) -> str:
    return f'({_inner(element, compiler, options)}) COLLATE "C"'


@compiles(bytewise, "sqlite")
def _bytewise_on_sqlite(element: bytewise, compiler: Any, **options: Any) -> str:
    return _inner(element, compiler, options)


@compiles(known)
def _known(element: known, compiler: Any, **options: Any) -> str:
    return f"({_inner(element, compiler, options)})"


def text_order(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """What texts are sorted and compared by, on both databases alike."""
    return bytewise(column)
