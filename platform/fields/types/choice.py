"""One of a list of options."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String

from dougong.platform.expressions import Type
from dougong.platform.fields.characters import storable
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.texts import N_, Message


class ChoiceField(FieldType):
    """`options` names the codes; the value is the code's id."""

    id = "choice"
    title = {"zh": "选项", "en": "Choice"}
    needs = ("options",)
    schema = {"options": {"type": "string", "x-ref": "codes"}}

    def expression_type(self, field: Body) -> Type:
        return Type("choice")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", String(40)),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        if not isinstance(raw, str) or len(raw) > 40 or not storable(raw):
            raise FieldError(Message(N_("One of the options is needed")), "type")
        return raw or None

    def json_schema(self, field: Body) -> dict[str, Any]:
        return {"type": "string", "description": str(field["options"])}
