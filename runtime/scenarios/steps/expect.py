"""`expect`: conditions that must hold."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import expression
from dougong.platform.expressions import holds
from dougong.platform.texts import N_, Message
from dougong.runtime.scenarios.failed import Condition, Failed
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.world import World


class Expect(StepType):
    """`expect`: conditions about the records that steps have named."""

    id = "expect"
    title = {"zh": "期望", "en": "Expect"}
    schema = {"expect": {"type": "array", "minItems": 1, "items": expression("boolean")}}

    def check(self, part: Step, scope: CheckScope) -> None:
        for index, source in enumerate(part["expect"]):
            scope.at("expect", index).condition(source)

    def play(self, step: Step, world: World) -> None:
        for source in step["expect"]:
            with world.looking() as tx:
                fulfilled = holds(world.frame(tx).evaluate(source))
            if not fulfilled:
                raise Failed(Message(N_("This does not hold")), condition=Condition(source))
