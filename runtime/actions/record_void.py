"""`record.void`: void a record with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import TEXT, expression
from dougong.platform.storage.query import any_record
from dougong.platform.texts import pick
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.actions.values import RECORD_PLACES
from dougong.runtime.records import void


class RecordVoid(Action):
    """`record` and `reason`; a record that is void already stays as it is."""

    id = "record.void"
    title = {"zh": "作废记录", "en": "Void a record"}
    schema = {"record": expression("record"), "reason": TEXT}
    required = ("record", "reason")
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        target_form(part, scope)

    def effects(self, part: Mapping[str, Any], scope: CheckScope) -> Iterable[tuple[str, str]]:
        found = scope.expression(part.get("record"))
        return [(found.form, "voided")] if found and found.form else []

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        form, id = target(action, frame)
        present = any_record(frame.tx, form, id)
        if present is None or not present.voided:
            void(frame.tx, form, id, pick(action["reason"], frame.tx.actor.language), trusted=True)
        return None
