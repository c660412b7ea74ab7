"""Values written in a step: JSON as the API takes it, records by their names, formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.storage import wire
from dougong.platform.storage.query import any_record
from dougong.platform.texts import N_, Message
from dougong.runtime.actions import Frame
from dougong.runtime.scenarios.failed import Failed

Names = Mapping[str, tuple[str, str]]


def written(value: Any, frame: Frame, names: Names) -> Any:
    """`{"=": formula}` worked out, `@name` replaced by the record's id, `@name.lines.0` by that of
    its first row."""
    if isinstance(value, Mapping):
        if set(value) == {"="}:
            return wire(_bare(frame.evaluate(value["="])))
        return {key: written(one, frame, names) for key, one in value.items()}
    if isinstance(value, list):
        return [written(one, frame, names) for one in value]
    return _named(value[1:], frame, names) if _is_name(value) else value


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("@")


def _bare(value: Any) -> Any:
    """A record as its id."""
    return value["id"] if isinstance(value, Mapping) and "id" in value else value


def _named(path: str, frame: Frame, names: Names) -> str:
    name, _, rest = path.partition(".")
    form, id = names[name]
    if not rest:
        return id
    field, _, position = rest.partition(".")
    record = any_record(frame.tx, form, id)
    rows = record.values.get(field) if record else None
    if not rows or int(position or 0) >= len(rows):
        raise Failed(Message(N_("“{name}” has no such row"), {"name": f"@{path}"}))
    return str(rows[int(position or 0)]["id"])
