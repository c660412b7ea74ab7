"""The world in both databases."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text

from dougong.platform.expressions.sql import postgresql_functions, register_sqlite_functions
from tests.property.expressions.tables import store
from tests.property.expressions.world import World

SEED = 20261123


@pytest.fixture(scope="session")
def world() -> World:
    return World(SEED)


@pytest.fixture(scope="session")
def sqlite(world: World) -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda raw, _: register_sqlite_functions(raw))
    yield from _filled(engine, world)


@pytest.fixture(scope="session")
def postgresql(world: World, request: pytest.FixtureRequest) -> Iterator[Connection]:
    url = os.environ.get("DOUGONG_TEST_POSTGRES_URL") or request.getfixturevalue("postgres_url")
    yield from _filled(create_engine(url), world)


def _filled(engine: Engine, world: World) -> Iterator[Connection]:
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                _prepare(connection)
            store(world, connection)
            yield connection  # never committed: on PostgreSQL even the tables go
    finally:
        engine.dispose()


def _prepare(connection: Connection) -> None:
    connection.execute(text("CREATE SCHEMA expressions_world"))
    connection.execute(text("SET search_path TO expressions_world"))
    for statement in postgresql_functions():
        connection.exec_driver_sql(statement)
