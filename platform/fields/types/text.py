"""Text, one line or several."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Text as LongText

from dougong.platform.expressions import Type
from dougong.platform.fields.characters import storable
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.texts import N_, Message

DEFAULT_LENGTH = 500


class TextField(FieldType):
    """`max_length` characters (500 if unsaid), `multiline`, `pattern` (whole text must match)."""

    id = "text"
    title = {"zh": "文本", "en": "Text"}
    schema = {
        "max_length": {"type": "integer", "minimum": 1, "maximum": 20000},
        "multiline": {"type": "boolean"},
        "pattern": {"type": "string", "maxLength": 200},
    }
    searchable = True

    def expression_type(self, field: Body) -> Type:
        return Type("text")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        # "C" collation: order by code point, the same on both databases.
        return (ColumnSpec("", LongText().with_variant(LongText(collation="C"), "postgresql")),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        if not isinstance(raw, str):
            raise FieldError(Message(N_("A text is needed")), "type")
        text = raw.replace("\r\n", "\n").strip()
        if not storable(text) or ("\n" in text and not field.get("multiline")):
            raise FieldError(
                Message(N_("The text holds characters that are not allowed")), "characters"
            )
        limit = field.get("max_length", DEFAULT_LENGTH)
        if len(text) > limit:
            raise FieldError(
                Message(N_("At most {limit} characters"), {"limit": limit}), "too_long"
            )
        if text and "pattern" in field and not re.fullmatch(field["pattern"], text):
            raise FieldError(Message(N_("Does not have the form asked for")), "pattern")
        return text or None

    def json_schema(self, field: Body) -> dict[str, Any]:
        limit = field.get("max_length", DEFAULT_LENGTH)
        pattern = {"pattern": f"^(?:{field['pattern']})$"} if "pattern" in field else {}
        return {"type": "string", "maxLength": limit, **pattern}
