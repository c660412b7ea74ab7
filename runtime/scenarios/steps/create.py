"""`create`: a new record, then taken through transitions."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import ID, reference
from dougong.platform.expressions import Type
from dougong.platform.texts import N_
from dougong.runtime import records
from dougong.runtime.records import Saved
from dougong.runtime.scenarios.step_type import Step
from dougong.runtime.scenarios.steps.person_step import BY, OUTCOME, PersonStep
from dougong.runtime.scenarios.steps.recorded import VALUES, check_raw, record_type
from dougong.runtime.scenarios.world import World


class Create(PersonStep):
    """`create` (form), `values`, `then` (transitions, one after another), `as` (its name)."""

    id = "create"
    title = {"zh": "新建", "en": "Create"}
    schema = {
        "create": reference("form"),
        "as": ID,
        "by": BY,
        "values": VALUES,
        "then": {"type": "array", "minItems": 1, "items": ID},
        **OUTCOME,
    }

    def check(self, part: Step, scope: CheckScope) -> None:
        super().check(part, scope)
        form = scope.known_form(part["create"])
        if form is None or "." in form:
            return
        view = scope.library.form(form)
        check_raw(part.get("values"), view, scope.at("values"), "refused" not in part)
        for index, name in enumerate(part.get("then", ())):
            if name not in view.transitions:
                words = N_("{form} has no transition “{name}”")
                here = scope.at("then", index)
                here.report("unknown_transition", words, form=form, name=str(name))

    def outputs(self, part: Step, scope: CheckScope) -> Type | None:
        return record_type(scope.known_form(part["create"]))

    def act(self, step: Step, world: World) -> Saved | None:
        form = str(step["create"]).removeprefix("form:")
        with world.acting(step.get("by")) as tx:
            saved = records.create(tx, form, world.values(tx, step.get("values", {})))
            warnings = saved.warnings
            for transition in step.get("then", ()):
                signer = world.signer(tx)
                saved = records.act(tx, form, saved.record.id, transition, signer=signer)
                warnings += saved.warnings
        world.name(step.get("as"), form, saved.record.id)
        return Saved(saved.record, warnings)
