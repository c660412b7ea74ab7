"""Values written in a step: JSON as the API takes it, records by their names, formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.identity import user_by_login
from dougong.platform.storage import wire
from dougong.platform.storage.query import any_record
from dougong.platform.texts import N_, Message
from dougong.runtime.actions import Frame
from dougong.runtime.scenarios.failed import Failed

Names = Mapping[str, tuple[str, str]]


def written(value: Any, frame: Frame, names: Names) -> Any:
    """`{"=": formula}` worked out, `@name` replaced by the record's id, `@name.lines.0` by that of
    its first row, `@role:x` and the name of one of the scenario's people by the person's."""
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
    if name not in names:
        return _person(name, frame)
    form, id = names[name]
    if not rest:
        return id
    field, _, position = rest.partition(".")
    record = any_record(frame.tx, form, id)
    rows = record.values.get(field) if record else None
    if not rows or int(position or 0) >= len(rows):
        raise Failed(Message(N_("“{name}” has no such row"), {"name": f"@{path}"}))
    return str(rows[int(position or 0)]["id"])


def _person(login: str, frame: Frame) -> str:
    user = user_by_login(frame.tx, login)
    if user is None:
        raise Failed(Message(N_("There is no such person: {name}"), {"name": login}))
    return str(user["id"])
