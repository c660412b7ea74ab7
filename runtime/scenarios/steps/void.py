"""`void`: a record is voided with a reason."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import expression
from dougong.runtime import records
from dougong.runtime.actions.targets import target
from dougong.runtime.records import Saved
from dougong.runtime.scenarios.step_type import Step
from dougong.runtime.scenarios.steps.person_step import BY, OUTCOME, PersonStep
from dougong.runtime.scenarios.steps.recorded import named_record
from dougong.runtime.scenarios.world import World


class Void(PersonStep):
    """`void` (a record by its name) and `reason`."""

    id = "void"
    title = {"zh": "作废", "en": "Void"}
    schema = {
        "void": expression("record"),
        "by": BY,
        "reason": {"type": "string", "minLength": 1, "maxLength": 500},
        **OUTCOME,
    }
    required = ("reason",)

    def check(self, part: Step, scope: CheckScope) -> None:
        super().check(part, scope)
        named_record(part["void"], scope.at("void"))

    def act(self, step: Step, world: World) -> Saved | None:
        with world.acting(step.get("by")) as tx:
            form, id = target({"record": step["void"]}, world.frame(tx))
            return Saved(records.void(tx, form, id, str(step["reason"])))
