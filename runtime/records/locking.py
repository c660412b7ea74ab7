"""Fields a form closes under a condition (`read_only_if`): people cannot set them, whatever page or
program they use. What rules, flows and systems set is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import holds
from dougong.platform.texts import N_, Message
from dougong.runtime.records.computing import made
from dougong.runtime.records.draft import Draft

Row = Mapping[str, Any]


def lock(draft: Draft) -> None:
    """Note what a person has changed where the record, as it stands now, closes it."""
    if draft.trusted:
        return
    before: Row = draft.before.values if draft.before else {}
    for field in draft.form.fields.values():
        if field.id in draft.given and _locked(draft, field, draft.values, before):
            _refuse(draft, field.id)
    for line, rows, position, row in draft.each_row():
        if line.id in draft.given:
            there = {one["id"]: one for one in before.get(line.id) or []}
            for field in rows.fields.values():
                if _locked(draft, field, row, there.get(row["id"], {}), rows):
                    _refuse(draft, f"{line.id}.{position}.{field.id}")


def _locked(draft: Draft, field: Field, values: Row, before: Row, rows: Form | None = None) -> bool:
    source, value = field.body.get("read_only_if"), values.get(field.id)
    if source is None or value == before.get(field.id):
        return False
    row = values if rows else None
    return holds(draft.evaluate(source, row, rows)) and not _begins(draft, field, value, row, rows)


def _begins(draft: Draft, field: Field, value: Any, row: Row | None, rows: Form | None) -> bool:
    """Whether it is what the field starts as."""
    if "default" not in field.body:
        return False
    default = draft.evaluate(field.body["default"], row, rows)
    return bool(value == made(draft, field, default, row, rows))


def _refuse(draft: Draft, path: str) -> None:
    draft.problem(path, "read_only", Message(N_("This field cannot be changed")))
