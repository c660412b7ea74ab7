"""`change`: fields of a record."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import expression
from dougong.runtime import records
from dougong.runtime.actions.targets import target
from dougong.runtime.records import Saved
from dougong.runtime.scenarios.step_type import Step
from dougong.runtime.scenarios.steps.person_step import BY, OUTCOME, PersonStep
from dougong.runtime.scenarios.steps.recorded import VALUES, check_raw, named_record
from dougong.runtime.scenarios.world import World


class Change(PersonStep):
    """`change` (a record by its name) and `values`."""

    id = "change"
    title = {"zh": "修改", "en": "Change"}
    schema = {"change": expression("record"), "by": BY, "values": VALUES, **OUTCOME}
    required = ("values",)

    def check(self, part: Step, scope: CheckScope) -> None:
        super().check(part, scope)
        form = named_record(part["change"], scope.at("change"))
        if form is not None:
            view = scope.library.form(form)
            check_raw(part["values"], view, scope.at("values"), "refused" not in part)

    def act(self, step: Step, world: World) -> Saved | None:
        with world.acting(step.get("by")) as tx:
            form, id = target({"record": step["change"]}, world.frame(tx))
            return records.change(tx, form, id, world.values(tx, step["values"]))
