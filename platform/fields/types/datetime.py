"""Instants."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dougong.platform.expressions import Type
from dougong.platform.expressions.sql import UtcDateTime
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.texts import N_, Message


def write_instant(value: datetime) -> str:
    """`2026-11-23T08:00:00.000000Z`; always 27 characters."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class DatetimeField(FieldType):
    """A moment, kept in UTC; shown in the time zone of the site."""

    id = "datetime"
    title = {"zh": "日期时间", "en": "Date and time"}

    def expression_type(self, field: Body) -> Type:
        return Type("datetime")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", UtcDateTime()),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        try:
            moment = (
                datetime.fromisoformat(raw) if isinstance(raw, str) and len(raw) <= 40 else None
            )
            if moment is None or moment.tzinfo is None:
                raise ValueError
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            needed = Message(N_("A time with its zone is needed, such as 2026-11-23T08:00:00Z"))
            raise FieldError(needed, "type") from None

    def json_schema(self, field: Body) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}

    def to_json(self, field: Body, value: Any) -> Any:
        return None if value is None else write_instant(value)
