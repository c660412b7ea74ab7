"""Walking a JSON value side by side with the schema that describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
PartSchema = Callable[[str, Any], Schema | None]


def walk(
    schema: Schema, value: Any, parts: PartSchema, pointer: str = ""
) -> Iterator[tuple[str, Schema, Any]]:
    """Every value with the schema that describes it, holders first.

    `parts(kind, value)` gives the schema of a part (`x-part`); None: unknown, not walked into.
    """
    yield pointer, schema, value
    if "x-part" in schema:
        found = parts(schema["x-part"], value)
        if found is not None:
            yield from walk(found, value, parts, pointer)
        return
    if isinstance(value, dict):
        for key, child in value.items():
            yield from walk(property_schema(schema, key), child, parts, f"{pointer}/{escape(key)}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from walk(schema.get("items", {}), child, parts, f"{pointer}/{index}")


def property_schema(schema: Schema, key: str) -> Schema:
    """The schema of one property, {} where nothing is said."""
    properties = schema.get("properties", {})
    if key in properties:
        found: Schema = properties[key]
        return found
    more = schema.get("additionalProperties")
    return more if isinstance(more, Mapping) else {}


def escape(key: str) -> str:
    """A key as a part of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")
