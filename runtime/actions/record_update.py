"""`record.update`: change fields of a record, or of one row of its line items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.values import check_values
from dougong.platform.definitions.kinds.kind import expression
from dougong.platform.expressions import Type
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.actions.values import RECORD_PLACES, SET, worked_out
from dougong.runtime.records import amend


class RecordUpdate(Action):
    """`record` (an expression) and `set`, in which `current` is the record as it is now."""

    id = "record.update"
    title = {"zh": "更新记录", "en": "Update a record"}
    schema = {"record": expression("record"), "set": SET}
    required = ("record", "set")
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        form = target_form(part, scope)
        if form is not None:
            current = scope.with_names({"current": Type("link", form, optional=False)})
            check_values(part.get("set"), form, current)

    def effects(self, part: Mapping[str, Any], scope: CheckScope) -> Iterable[tuple[str, str]]:
        found = scope.expression(part.get("record"))
        return [(found.form.split(".")[0], "changed")] if found and found.form else []

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        form, id = target(action, frame)
        inner = frame.with_("current", Type("link", form, optional=False), {"id": id})
        amend(frame.tx, form, id, worked_out(action["set"], inner))
        return None
