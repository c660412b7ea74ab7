"""Compiled = explained = SQL on SQLite and PostgreSQL, over expressions made by chance."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from dougong.platform.expressions import (
    ExpressionError,
    Money,
    Quantity,
    compile_expression,
    explain,
)
from dougong.platform.expressions.sql import MoneyPair, Pair, SqlValue, to_sql
from tests.property.expressions.grammar import expressions
from tests.property.expressions.tables import TABLES, InSql
from tests.property.expressions.world import EVALUATION, SCOPE, World

_SETTINGS = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def by_sql(source: str, world: World, connection: Connection) -> list[Any] | None:
    """The value for every order, or None where the formula is too large for SQL."""
    orders = TABLES["order"]
    try:
        built = to_sql(source, SCOPE, InSql("order", orders), EVALUATION, values=world.values)
    except ExpressionError as error:
        assert error.code == "too_complicated", error
        return None
    statement = select(*_columns(built)).select_from(orders).order_by(orders.c.id)
    with connection.begin_nested():  # an error must not spoil the examples after it
        return [_value(built, row) for row in connection.execute(statement)]


def _columns(built: SqlValue) -> list[Any]:
    parts = [built.number, built.unit] if isinstance(built, Pair) else [built]
    return [part.label(f"part{index}") for index, part in enumerate(parts)]


def _value(built: SqlValue, row: Any) -> Any:
    if isinstance(built, Pair):
        made = Money if isinstance(built, MoneyPair) else Quantity
        return None if row[0] is None else made(row[0], row[1])
    return row[0]


def plain(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Decimal(value) if whole else value


def agree(source: str, world: World, connections: list[Connection]) -> None:
    compiled = compile_expression(source, SCOPE)
    expected = []
    for order in world.orders:
        values = {**world.values, "record": order}
        value = compiled(values, EVALUATION)
        assert plain(explain(source, SCOPE, values, EVALUATION).value) == plain(value), source
        expected.append(plain(value))
    for connection in connections:
        found = by_sql(source, world, connection)
        if found is not None:
            assert found == expected, f"{connection.dialect.name}: {source}"


@_SETTINGS
@given(source=expressions())
def test_all_evaluators_agree(
    source: str, world: World, sqlite: Connection, postgresql: Connection
) -> None:
    agree(source, world, [sqlite, postgresql])


@settings(_SETTINGS, max_examples=15)
@given(seed=st.integers(0, 2**32), source=expressions(depth=2))
def test_compiled_and_explained_agree_in_other_worlds(seed: int, source: str) -> None:
    agree(source, World(seed, orders=20), [])


@pytest.mark.parametrize(
    "source",
    [
        "sum(lines, weight) == empty",
        "amount / 3",
        "qty + more + qty + more + qty + more + qty + more + qty + more + qty + more",
        "any(lines, any(parent.lines, note < 'b'))",
        "count(lines, item.boss == parent.customer)",
        "sum(lines, qty * price)",
        "customer.boss.boss.name",
    ],
)
def test_known_cases_agree(
    source: str, world: World, sqlite: Connection, postgresql: Connection
) -> None:
    agree(source, world, [sqlite, postgresql])
