"""Fields: what all types share, and what each type adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions.kinds.kind import (
    BOOLEAN,
    ID,
    TEXT,
    TONE,
    expression,
    listed,
    object_of,
)
from dougong.platform.fields import field_types
from dougong.platform.texts import LANGUAGES

_REASON = {"of": ID, "if": expression("boolean"), "text": TEXT, "tone": TONE}
_LATER: Mapping[str, Any] = {
    "help": TEXT,
    "language": {"enum": list(LANGUAGES)},
    "required": BOOLEAN,
    "required_if": expression("boolean"),
    "visible_if": expression("boolean"),
    "read_only": BOOLEAN,
    "read_only_if": expression("boolean"),
    "default": expression("field"),
    "compute": expression("field"),
    "check": listed({"if": expression("boolean"), "message": TEXT}, ("if", "message")),
    "propose": object_of(
        {"value": expression("field"), "because": listed(_REASON, ("text",))}, ("value",)
    ),
    "unique": BOOLEAN,
    "index": BOOLEAN,
    "was": {"type": "array", "items": ID},
    "retired": BOOLEAN,
}
# Named right after the type in canonical text: they say what the field is.
_FIRST = ("to", "options")


def field_schema(type_id: Any) -> Mapping[str, Any]:
    """The JSON Schema of a field of a type; for an unknown type, of a field in general."""
    known = field_types().get(type_id) if isinstance(type_id, str) else None
    own = dict(known.schema) if known else {}
    first = {key: own.pop(key) for key in _FIRST if key in own}
    properties = {
        "id": ID,
        "type": {"enum": list(field_types())},
        **first,
        "title": TEXT,
        **_LATER,
        **own,
    }
    return {
        "type": "object",
        "properties": properties,
        "required": ["id", "type", "title", *(known.needs if known else ())],
        "additionalProperties": known is None,
    }
