"""`incident`: a flow cannot go on by itself, and what is done about it."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import ID
from dougong.platform.texts import N_, Message
from dougong.runtime.flows import instances
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.incidents import Trouble, open_troubles
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.steps.recorded import node_named
from dougong.runtime.scenarios.world import World


class Incident(StepType):
    """`incident` (a node of the flow): there it has stopped. `repair`: `retry`, or `skip` with a
    `reason`, as whoever owns it would."""

    id = "incident"
    title = {"zh": "流程异常", "en": "The flow has stopped"}
    schema = {
        "incident": ID,
        "repair": {"enum": ["retry", "skip"]},
        "reason": {"type": "string", "minLength": 1, "maxLength": 500},
    }

    def check(self, part: Step, scope: CheckScope) -> None:
        node_named(part["incident"], scope.at("incident"))
        if part.get("repair") == "skip" and "reason" not in part:
            scope.at("repair").report("no_reason", N_("Say why the step is skipped"))

    def play(self, step: Step, world: World) -> None:
        trouble = _at(str(step["incident"]), world)
        world.faults.add(trouble.id)
        if "repair" not in step:
            return
        with world.acting(None) as tx:
            if step["repair"] == "retry":
                instances.retry(tx, trouble.instance)
            else:
                instances.skip(tx, trouble.instance, str(step["reason"]))
        world.settle()


def _at(node: str, world: World) -> Trouble:
    with world.looking() as tx:
        found = open_troubles(tx)
    one = next((trouble for trouble in found if trouble.node == node), None)
    if one is None:
        words = N_("The flow has not stopped at “{node}”")
        raise Failed(Message(words, {"node": node}))
    return one
