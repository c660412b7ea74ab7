"""`record.put`: find the one record that matches, or make it, then set fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.values import check_missing, check_values
from dougong.platform.definitions.kinds.kind import ID, reference
from dougong.platform.expressions import Type
from dougong.platform.storage.query import find
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.transitions import check_transition_of, effects_of
from dougong.runtime.actions.values import RECORD_PLACES, SET, kept, output_of, worked_out
from dougong.runtime.records import amend, make


class RecordPut(Action):
    """`form`, `match`, `set`; in `set`, `current` is what was found, empty for a new record."""

    id = "record.put"
    title = {"zh": "查找或新建并更新", "en": "Find or create, then set"}
    schema = {"form": reference("form"), "match": SET, "set": SET, "transition": ID}
    required = ("form", "match", "set")
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        form = scope.known_form(part.get("form"))
        if form is None:
            return
        current = scope.with_names({"current": Type("link", form)})
        check_values(part.get("match"), form, scope, name="match")
        check_values(part.get("set"), form, current)
        whole = {**part.get("match", {}), **part.get("set", {})}
        check_missing(whole, scope.library.form(form), scope.at("set"))
        check_transition_of(part, form, scope)

    def outputs(self, part: Mapping[str, Any], scope: CheckScope) -> Type | None:
        return output_of(part, scope)

    def effects(self, part: Mapping[str, Any], scope: CheckScope) -> Iterable[tuple[str, str]]:
        form = scope.known_form(part.get("form"))
        both = [(form, "created"), (form, "changed")] if form else []
        return [*both, *effects_of(part, form, scope)] if form else []

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        form = str(action["form"]).removeprefix("form:")
        match = worked_out(action["match"], frame)
        found = find(frame.tx, form, match, hold=True)
        current = {"id": found.id} if found else None
        values = worked_out(action["set"], frame.with_("current", Type("link", form), current))
        if found is not None:
            return kept(amend(frame.tx, form, found.id, values).id)
        return kept(make(frame.tx, form, {**match, **values}, action.get("transition")).id)
