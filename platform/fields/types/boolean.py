"""Yes or no."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean

from dougong.platform.expressions import Type
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.texts import N_, Message, translate

_TYPED = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}


class BooleanField(FieldType):
    """True, false or empty."""

    id = "boolean"
    title = {"zh": "是/否", "en": "Yes or no"}

    def expression_type(self, field: Body) -> Type:
        return Type("boolean")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", Boolean()),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        value = _TYPED.get(raw, raw) if lenient and isinstance(raw, str) else raw
        if not isinstance(value, bool):
            raise FieldError(Message(N_("Yes or no is needed")), "type")
        return value

    def json_schema(self, field: Body) -> dict[str, Any]:
        return {"type": "boolean"}

    def show(self, field: Body, value: Any, language: str) -> str:
        if value is None:
            return ""
        return translate(N_("Yes") if value else N_("No"), language)
