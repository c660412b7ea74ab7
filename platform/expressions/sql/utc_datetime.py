"""Instants in UTC on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String, TypeDecorator
from sqlalchemy.types import TypeEngine

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def read_instant(text: str) -> datetime:
    """The instant SQLite keeps as text."""
    return datetime.fromisoformat(text)


class UtcDateTime(TypeDecorator[datetime]):
    """timestamptz on PostgreSQL, fixed-width text on SQLite; aware UTC datetimes in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        instant = value.astimezone(UTC)
        return f"{instant:{_FORM}}".zfill(27) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return read_instant(value)
        found: datetime = value
        return found.astimezone(UTC)
