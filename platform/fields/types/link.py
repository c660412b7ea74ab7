"""Links to records of other forms, or to rows of their line items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import String

from dougong.platform.expressions import Type
from dougong.platform.fields.characters import storable
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.texts import N_, Message


def link_target(field: Body) -> str:
    """The form (or `form.lines`) a link points at."""
    return str(field["to"]).removeprefix("form:")


class LinkField(FieldType):
    """`to` names the form; `filter` narrows the candidates (the holder is `holder` there)."""

    id = "link"
    title = {"zh": "关联", "en": "Link"}
    needs = ("to",)
    schema = {
        "to": {"type": "string", "x-ref": "form"},
        "filter": {"type": "string", "x-expr": "boolean"},
    }

    def expression_type(self, field: Body) -> Type:
        return Type("link", link_target(field))

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", String(36), link_target(field)),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        """An id, or a mapping that names the record by a unique field (the record looks it up)."""
        if isinstance(raw, Mapping) and len(raw) == 1:
            ((key, value),) = raw.items()
            if key == "id":
                raw = value
            elif isinstance(value, str) and len(value) <= 200 and storable(value):
                return {key: value}
        if not isinstance(raw, str) or not 0 < len(raw) <= 36 or not storable(raw):
            raise FieldError(Message(N_("A record is needed")), "type")
        return raw

    def json_schema(self, field: Body) -> dict[str, Any]:
        named = {"type": "object", "minProperties": 1, "maxProperties": 1}
        return {"anyOf": [{"type": "string"}, named], "description": str(field["to"])}
