"""Going back to an old revision without losing what came since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dougong.platform.definitions import Definition

Body = Mapping[str, Any]


def with_later_fields(old: Definition, live: Definition | None) -> Definition:
    """The old revision; of a form, fields that were added since stay as retired ones.

    Their values are kept, and a later roll forward finds them again.
    """
    if old.kind != "form" or live is None:
        return old
    fields = _merged(old.body["fields"], live.body["fields"])
    return Definition.of({**old.body, "fields": fields}, old.where)


def _merged(old: Sequence[Body], live: Sequence[Body]) -> list[Body]:
    known = {field["id"]: field for field in old}
    now = {field["id"]: field for field in live}
    kept = [_rows(field, now.get(field["id"])) for field in old]
    later = [{**field, "retired": True} for field in live if field["id"] not in known]
    return [*kept, *later]


def _rows(old: Body, live: Body | None) -> Body:
    """Line items: their own fields likewise."""
    if old.get("type") != "lines" or live is None or live.get("type") != "lines":
        return old
    return {**old, "fields": _merged(old["fields"], live["fields"])}
