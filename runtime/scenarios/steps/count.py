"""`count`: how many records there are."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import BOOLEAN, expression, reference
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.steps.find import check_where, fitting
from dougong.runtime.scenarios.steps.offered import TIMES, counted
from dougong.runtime.scenarios.world import World


class Count(StepType):
    """`count` (form) `where` a condition holds `is` a number; `void`: of void records."""

    id = "count"
    title = {"zh": "计数", "en": "Count"}
    schema = {
        "count": reference("form"),
        "where": expression("boolean"),
        "void": BOOLEAN,
        "is": TIMES,
    }
    required = ("is",)

    def check(self, part: Step, scope: CheckScope) -> None:
        check_where(part, "count", scope)

    def play(self, step: Step, world: World) -> None:
        counted("is", step, len(fitting(step, "count", world)))
