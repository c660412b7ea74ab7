"""Line items: rows that belong to one record."""

from __future__ import annotations

from typing import Any

from dougong.platform.expressions import Type
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.fields.line_grid import GRID
from dougong.platform.fields.line_share import SHARE
from dougong.platform.texts import N_, Message

MAX_ROWS = 500


class LinesField(FieldType):
    """`fields` of each row; `min_rows`; `fixed`: people fill in rows, but neither add nor remove any;
    `grid`: how readings of the rows are filled in; `share`: what the rows split. Rows live in a
    table of their own: no column here."""

    id = "lines"
    title = {"zh": "子表单", "en": "Line items"}
    needs = ("fields",)
    sorts = False
    schema = {
        "fields": {"type": "array", "minItems": 1, "maxItems": 100, "items": {"x-part": "field"}},
        "min_rows": {"type": "integer", "minimum": 0, "maximum": MAX_ROWS},
        "fixed": {"const": True},
        "grid": GRID,
        "share": SHARE,
    }

    def expression_type(self, field: Body) -> Type:
        return Type("lines", optional=False)

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return ()

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        """The raw rows, checked to be a list of objects; the record parses each."""
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise FieldError(Message(N_("A list of rows is needed")), "type")
        if len(raw) > MAX_ROWS:
            raise FieldError(Message(N_("At most {limit} rows"), {"limit": MAX_ROWS}), "too_long")
        return raw

    def json_schema(self, field: Body) -> dict[str, Any]:
        """Rows as objects; what stands in them is described by the form of the rows."""
        return {"type": "array", "items": {"type": "object"}, "maxItems": MAX_ROWS}

    def to_row(self, field: Body, value: Any) -> dict[str, Any]:
        return {}

    def from_row(self, field: Body, row: Any) -> Any:
        return []
