"""Dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sqlalchemy import Date

from dougong.platform.expressions import Type
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.texts import N_, Message


class DateField(FieldType):
    """A day of the site's calendar, without time or zone."""

    id = "date"
    title = {"zh": "日期", "en": "Date"}

    def expression_type(self, field: Body) -> Type:
        return Type("date")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", Date()),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        try:
            if not isinstance(raw, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
                raise ValueError
            return date.fromisoformat(raw)
        except ValueError:
            raise FieldError(Message(N_("A date such as 2026-11-23 is needed")), "type") from None

    def json_schema(self, field: Body) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def to_json(self, field: Body, value: Any) -> Any:
        return None if value is None else value.isoformat()
