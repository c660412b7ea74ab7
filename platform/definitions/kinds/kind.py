"""What a kind of definition is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dougong.platform.texts import Text

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition

Check = Callable[["Definition", "CheckScope"], None]


@dataclass(frozen=True)
class Kind:
    """`schema` describes the whole body, `check` reports what no schema can say."""

    id: str
    title: Text
    schema: Mapping[str, Any]
    check: Check


def kind_schema(
    kind: str, properties: Mapping[str, Any], required: tuple[str, ...] = ()
) -> Mapping[str, Any]:
    """The schema of a kind: what every definition has, then its own `properties`."""
    return {
        "type": "object",
        "properties": {
            "kind": {"const": kind},
            "id": ID,
            "title": TEXT,
            "format": {"const": 1},
            "description": TEXT,
            **properties,
        },
        "required": ["kind", "id", "title", "format", *required],
        "additionalProperties": False,
    }


ID: Mapping[str, Any] = {"$ref": "#/$defs/id"}
TEXT: Mapping[str, Any] = {"$ref": "#/$defs/text", "x-text": True}
BOOLEAN: Mapping[str, Any] = {"type": "boolean"}
TONES = ["yellow", "green", "red", "blue", "teal", "purple", "grey"]
TONE: Mapping[str, Any] = {"enum": TONES}


def expression(expects: str = "any") -> Mapping[str, Any]:
    """Schema of an expression giving a value of kind `expects`."""
    return {"$ref": "#/$defs/expression", "x-expr": expects}


def reference(kind: str) -> Mapping[str, Any]:
    """Schema of a reference to a definition of `kind`, such as `role:buyer`."""
    return {"type": "string", "pattern": f"^{kind}:[a-z][a-z0-9_.]*$", "x-ref": kind}


def one_or_many(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Schema of one value or a list of such values."""
    return {"anyOf": [schema, {"type": "array", "minItems": 1, "items": schema}], **_marks(schema)}


def _marks(schema: Mapping[str, Any]) -> dict[str, Any]:
    marks = {key: value for key, value in schema.items() if key.startswith("x-")}
    return {**marks, "items": marks} if marks else {}


def listed(
    properties: Mapping[str, Any], required: tuple[str, ...], least: int = 0
) -> Mapping[str, Any]:
    """Schema of a list of objects."""
    return {"type": "array", "minItems": least, "items": object_of(properties, required)}


def object_of(properties: Mapping[str, Any], required: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """Schema of an object that has these properties and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def strings() -> Mapping[str, Any]:
    """Schema of a list of strings."""
    return {"type": "array", "items": {"type": "string", "maxLength": 200}, "uniqueItems": True}


def parts(place: str) -> Mapping[str, Any]:
    """Schema of a list of fields, actions or nodes."""
    return {"type": "array", "items": {"type": "object", "x-part": place}}


def values() -> Mapping[str, Any]:
    """Schema of `{field: expression}`; for line items `{for_each, as, if?, set}`."""
    row = {
        "type": "object",
        "propertyNames": dict(ID),
        "additionalProperties": {"$ref": "#/$defs/expression"},
        "maxProperties": 200,
    }
    each = {
        "type": "object",
        "properties": {
            "for_each": expression("lines"),
            "as": ID,
            "if": expression("boolean"),
            "set": row,
        },
        "required": ["for_each", "as", "set"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "propertyNames": dict(ID),
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/expression"}, each]},
        "maxProperties": 200,
    }
