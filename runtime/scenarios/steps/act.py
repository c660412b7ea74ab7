"""`act`: a transition of a record."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import ID, expression
from dougong.runtime import records
from dougong.runtime.actions.targets import target
from dougong.runtime.actions.transitions import check_transition_of
from dougong.runtime.records import Saved
from dougong.runtime.scenarios.step_type import Step
from dougong.runtime.scenarios.steps.person_step import BY, OUTCOME, PersonStep
from dougong.runtime.scenarios.steps.recorded import VALUES, check_raw, named_record
from dougong.runtime.scenarios.world import World


class Act(PersonStep):
    """`act` (a transition) `on` a record, with `values` filled in with it."""

    id = "act"
    title = {"zh": "执行操作", "en": "Do"}
    schema = {
        "act": ID,
        "on": expression("record"),
        "by": BY,
        "values": VALUES,
        **OUTCOME,
    }
    required = ("on",)

    def check(self, part: Step, scope: CheckScope) -> None:
        super().check(part, scope)
        form = named_record(part["on"], scope.at("on"))
        if form is not None:
            check_transition_of({"transition": part["act"]}, form, scope.at("act"))
            view = scope.library.form(form)
            check_raw(part.get("values"), view, scope.at("values"), "refused" not in part)

    def act(self, step: Step, world: World) -> Saved | None:
        with world.acting(step.get("by")) as tx:
            form, id = target({"record": step["on"]}, world.frame(tx))
            values = world.values(tx, step.get("values", {}))
            signer = world.signer(tx)
            return records.act(tx, form, id, str(step["act"]), values, signer=signer)
