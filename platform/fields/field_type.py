"""What a field type is: one file each under `types/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from dougong.platform.expressions import Type
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.texts import Text

Body = Mapping[str, Any]
JSON = Any


class FieldType:
    """How one type of field is described, stored, read and shown.

    `schema` holds the JSON Schema of the type's own properties (those all fields share are the
    form kind's). `field` below is always the field's body, a value is a record value or None.
    """

    id: ClassVar[str]
    title: ClassVar[Text]
    schema: ClassVar[Mapping[str, Any]] = {}
    needs: ClassVar[tuple[str, ...]] = ()
    searchable: ClassVar[bool] = False
    sorts: ClassVar[bool] = True

    def expression_type(self, field: Body) -> Type:
        """Its type in expressions."""
        raise NotImplementedError

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        """The columns it is stored in; the first holds what sorting goes by."""
        raise NotImplementedError

    def parse(self, field: Body, raw: JSON, lenient: bool = False) -> object:
        """A record value from JSON; `lenient` also takes what people type into pages.

        Raises FieldError. Never called with null.
        """
        raise NotImplementedError

    def to_row(self, field: Body, value: Any) -> dict[str, Any]:
        """Column values; all None for an empty value."""
        return {field["id"]: value}

    def from_row(self, field: Body, row: Mapping[str, Any]) -> Any:
        """The record value from column values."""
        return row[field["id"]]

    def to_json(self, field: Body, value: Any) -> JSON:
        """The value as JSON."""
        return value

    def json_schema(self, field: Body) -> dict[str, Any]:
        """The JSON Schema of a value, for those who write programs against the API."""
        return {"type": "string"}

    def search_text(self, field: Body, value: Any) -> str:
        """What full-text search finds it by."""
        return str(value) if self.searchable and value is not None else ""

    def show(self, field: Body, value: Any, language: str) -> str:
        """The value for people, without markup."""
        return "" if value is None else str(value)
