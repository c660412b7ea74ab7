"""People: users of the platform."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String

from dougong.platform.expressions import Type
from dougong.platform.fields.characters import storable
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.texts import N_, Message


class PersonField(FieldType):
    """The value is the user's id."""

    id = "person"
    title = {"zh": "人员", "en": "Person"}

    def expression_type(self, field: Body) -> Type:
        return Type("link", "user")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", String(36), "user"),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        if not isinstance(raw, str) or not 0 < len(raw) <= 36 or not storable(raw):
            raise FieldError(Message(N_("A person is needed")), "type")
        return raw
