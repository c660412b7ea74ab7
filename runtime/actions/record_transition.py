"""`record.transition`: move a record to another state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.values import check_values
from dougong.platform.definitions.kinds.kind import ID, expression
from dougong.platform.expressions import Type
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.actions.transitions import check_transition_of, check_unsigned, effects_of
from dougong.runtime.actions.values import RECORD_PLACES, SET, worked_out
from dougong.runtime.records import move


class RecordTransition(Action):
    """`record`, `transition` and, with it, `set`."""

    id = "record.transition"
    title = {"zh": "执行操作", "en": "Do a transition"}
    schema = {"record": expression("record"), "transition": ID, "set": SET}
    required = ("record", "transition")
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        form = target_form(part, scope)
        if form is not None:
            check_transition_of(part, form, scope)
            check_unsigned(part, form, scope)
            current = scope.with_names({"current": Type("link", form, optional=False)})
            check_values(part.get("set", {}), form, current)

    def effects(self, part: Mapping[str, Any], scope: CheckScope) -> Iterable[tuple[str, str]]:
        found = scope.expression(part.get("record"))
        return effects_of(part, found.form, scope) if found and found.form else []

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        form, id = target(action, frame)
        inner = frame.with_("current", Type("link", form, optional=False), {"id": id})
        move(frame.tx, form, id, action["transition"], worked_out(action.get("set", {}), inner))
        return None
