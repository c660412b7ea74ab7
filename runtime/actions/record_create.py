"""`record.create`: a new record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.values import check_values
from dougong.platform.definitions.kinds.kind import ID, reference
from dougong.platform.expressions import Type
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.transitions import check_transition_of, check_unsigned, effects_of
from dougong.runtime.actions.values import RECORD_PLACES, SET, kept, output_of, worked_out
from dougong.runtime.records import make


class RecordCreate(Action):
    """`form`, `set` and, to leave the start state at once, `transition`. Output: `record`."""

    id = "record.create"
    title = {"zh": "新建记录", "en": "Create a record"}
    schema = {"form": reference("form"), "set": SET, "transition": ID}
    required = ("form", "set")
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        form = scope.known_form(part.get("form"))
        if form is not None:
            check_values(part.get("set"), form, scope, whole=True)
            check_transition_of(part, form, scope)
            check_unsigned(part, form, scope)

    def outputs(self, part: Mapping[str, Any], scope: CheckScope) -> Type | None:
        return output_of(part, scope)

    def effects(self, part: Mapping[str, Any], scope: CheckScope) -> Iterable[tuple[str, str]]:
        form = scope.known_form(part.get("form"))
        return [(form, "created"), *effects_of(part, form, scope)] if form else []

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        form = str(action["form"]).removeprefix("form:")
        values = worked_out(action["set"], frame)
        return kept(make(frame.tx, form, values, action.get("transition")).id)
