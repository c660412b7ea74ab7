"""Engines for SQLite and PostgreSQL, set up the same way everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from dougong.platform.expressions.sql import register_sqlite_functions


def open_engine(url: str, pool: int = 20) -> Engine:
    """An engine on `url`; on SQLite the folder of its file is made."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=pool, max_overflow=5, pool_pre_ping=True)
    path = make_url(url).database
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, pool_size=pool, max_overflow=5, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # we begin ourselves: see _begin
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
    register_sqlite_functions(connection)


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads, then writes, fails at once when another has written
    # meanwhile; taking the write lock first makes it wait instead.
    writes = connection.get_execution_options().get("dougong_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
