"""`find`: a record that must be there gets a name; `count`: how many there are."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import BOOLEAN, ID, expression, reference
from dougong.platform.expressions import Type, holds
from dougong.platform.storage import Record
from dougong.platform.storage.query import Query, page
from dougong.platform.texts import N_, Message
from dougong.runtime.scenarios.failed import Condition, Failed
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.steps.recorded import record_type
from dougong.runtime.scenarios.world import World

_MOST = 500


class Find(StepType):
    """`find` (form) `where` a condition holds, the newest of them; `as` its name. `void`: among
    void records instead of the others."""

    id = "find"
    title = {"zh": "找到", "en": "Find"}
    schema = {
        "find": reference("form"),
        "as": ID,
        "where": expression("boolean"),
        "void": BOOLEAN,
    }

    def check(self, part: Step, scope: CheckScope) -> None:
        check_where(part, "find", scope)

    def outputs(self, part: Step, scope: CheckScope) -> Type | None:
        return record_type(scope.known_form(part["find"]))

    def play(self, step: Step, world: World) -> None:
        found = fitting(step, "find", world)
        form = str(step["find"]).removeprefix("form:")
        if not found:
            condition = Condition(step["where"], form) if "where" in step else None
            raise Failed(Message(N_("There is no such record")), condition=condition)
        world.name(step.get("as"), form, found[0].id)


def check_where(part: Step, word: str, scope: CheckScope) -> None:
    """The condition fits the form."""
    form = scope.known_form(part[word])
    if form is not None and "where" in part:
        scope.at("where").about(form).condition(part["where"])


def fitting(step: Step, word: str, world: World) -> list[Record]:
    """The records of the step's form its condition holds for, the newest first."""
    form, where = str(step[word]).removeprefix("form:"), step.get("where")
    with world.looking() as tx:
        every = page(tx, Query(form, limit=_MOST)).records
        fit = [one for one in every if one.voided == bool(step.get("void"))]
        if where is None:
            return fit
        return [one for one in fit if holds(world.frame(tx, form, one.all()).evaluate(where))]
