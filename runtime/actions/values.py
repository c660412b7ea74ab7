"""Values set on records: what runs and what the checker asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import values as values_schema
from dougong.platform.expressions import Type, holds
from dougong.runtime.actions.frame import Frame

SET = values_schema()
RECORD_PLACES = frozenset({"after", "flow", "operation"})


def worked_out(values: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    """`{field: expression}` as `{field: value}`; line items are made row by row."""
    return {key: _one(source, frame) for key, source in values.items()}


def _one(source: Any, frame: Frame) -> Any:
    if isinstance(source, str):
        return frame.evaluate(source)
    lines = frame.tx.library.compiled(source["for_each"], frame.form, frame.types).checked.type
    rows = frame.evaluate(source["for_each"]) or []
    row_type = Type("link", lines.form, optional=False)
    inner = (frame.with_(source["as"], row_type, row) for row in rows)
    taken = (one for one in inner if "if" not in source or holds(one.evaluate(source["if"])))
    return [worked_out(source["set"], one) for one in taken]


def record_output(form: str, optional: bool = False) -> Type:
    """The outputs of an action that leaves a record behind."""
    return Type("struct", members={"record": Type("link", form, optional=optional)}, optional=False)


def output_of(part: Mapping[str, Any], scope: CheckScope) -> Type | None:
    """The outputs of a part that leaves a record of its `form` behind, unless its `if` fails."""
    form = scope.known_form(part.get("form"))
    return record_output(form, optional="if" in part) if form else None


def kept(id: str | None) -> dict[str, Any]:
    """A record as an output."""
    return {"record": None if id is None else {"id": id}}


def id_of(value: Any) -> str | None:
    """The id of a record an expression gave."""
    if isinstance(value, Mapping):
        found = value.get("id")
        return None if found is None else str(found)
    return value if isinstance(value, str) else None
