"""The one writer of definitions: what it writes reads well in a diff and never changes by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions.catalogue import Catalogue, catalogue
from dougong.platform.definitions.definition import Definition
from dougong.platform.definitions.walking import Schema, property_schema

WIDTH = 120
_HEAD = ("kind", "id", "title")


def write(definition: Definition, parts: Catalogue | None = None) -> str:
    """Canonical text: keys in the schema's order, two spaces, 120 columns, final newline.

    One field, node or entry stands on one line while it fits, so one change is one line of a diff.
    """
    known = parts or catalogue()
    kind = known.kinds.get(definition.kind)
    ordered = _ordered(kind.schema if kind else {}, definition.body, known)
    head = ", ".join(f"{_json(key)}: {_json(ordered[key])}" for key in _HEAD if key in ordered)
    lines = _filled([f"{_json(key)}: {_json(ordered[key])}" for key in _HEAD if key in ordered], 2)
    if len(head) + 3 <= WIDTH:
        lines = ["  " + head]
    for key, value in ordered.items():
        if key not in _HEAD:
            lines[-1] += ","
            lines += _entry(key, value, 2)
    return "{\n" + "\n".join(lines) + "\n}\n"


def _ordered(schema: Schema, value: Any, known: Catalogue) -> Any:
    """The same value with its keys in the order of the schema, unknown keys last."""
    if "x-part" in schema:
        schema = known.part_schema(schema["x-part"], value) or {}
    if isinstance(value, Mapping):
        order = [key for key in schema.get("properties", {}) if key in value]
        keys = order + [key for key in value if key not in order]
        return {key: _ordered(property_schema(schema, key), value[key], known) for key in keys}
    if isinstance(value, list):
        return [_ordered(schema.get("items", {}), one, known) for one in value]
    return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(key: str, value: Any, indent: int) -> list[str]:
    """The lines of `"key": value`, the first one indented too."""
    return _lines(f"{' ' * indent}{_json(key)}: ", value, indent)


def _lines(start: str, value: Any, indent: int) -> list[str]:
    inline = start + _json(value)
    if len(inline) < WIDTH and not _holds_objects(value):
        return [inline]
    if isinstance(value, dict) and value:
        return [start + "{", *_members(value, indent + 2), " " * indent + "}"]
    if isinstance(value, list) and value:
        return [start + "[", *_elements(value, indent + 2), " " * indent + "]"]
    return [inline]


def _holds_objects(value: Any) -> bool:
    """Lists of objects are always broken: one element a line; so is whatever holds such a list."""
    if isinstance(value, list):
        return any(isinstance(one, dict) or _holds_objects(one) for one in value)
    return isinstance(value, dict) and any(_holds_objects(one) for one in value.values())


def _elements(values: list[Any], indent: int) -> list[str]:
    if not any(isinstance(value, dict | list) for value in values):
        return _filled([_json(value) for value in values], indent)
    lines: list[str] = []
    for value in values:
        if lines:
            lines[-1] += ","
        lines += _lines(" " * indent, value, indent)
    return lines


def _members(value: dict[str, Any], indent: int) -> list[str]:
    """Members fill lines; one that does not fit on a line stands broken on lines of its own."""
    lines: list[str] = []
    row: list[str] = []
    for key, child in value.items():
        text = f"{_json(key)}: {_json(child)}"
        if len(text) + indent < WIDTH and not _holds_objects(child):
            row.append(text)
            continue
        lines = _joined(lines, _filled(row, indent))
        row = []
        lines = _joined(lines, _entry(key, child, indent))
    return _joined(lines, _filled(row, indent))


def _joined(lines: list[str], more: list[str]) -> list[str]:
    if lines and more:
        lines[-1] += ","
    return lines + more


def _filled(pieces: list[str], indent: int) -> list[str]:
    """Pieces separated by commas, as many on a line as fit."""
    lines: list[str] = []
    for piece in pieces:
        if lines and len(lines[-1]) + len(piece) + 3 <= WIDTH:
            lines[-1] += ", " + piece
        else:
            if lines:
                lines[-1] += ","
            lines.append(" " * indent + piece)
    return lines
