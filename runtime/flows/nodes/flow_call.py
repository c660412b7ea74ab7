"""`flow.call`: run another flow and wait for its end."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import reference
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.called import check_inputs
from dougong.runtime.actions.values import SET, worked_out
from dougong.runtime.flows.calls import call, withdraw
from dougong.runtime.flows.interpreter import DONE, WAITING, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit


class FlowCall(NodeType):
    """`flow` and `with` (its inputs)."""

    id = "flow.call"
    title = {"zh": "调用子流程", "en": "Call a flow"}
    schema = {"flow": reference("flow"), "with": SET}
    required = ("flow",)
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        check_inputs(part, scope)

    def start(self, node: Node, visit: Visit) -> Step:
        inputs = worked_out(node.get("with", {}), visit.frame)
        return Step(DONE if call(visit, str(node["flow"]), inputs) else WAITING)

    def acted_on(self, node: Node, visit: Visit, step: Step) -> Message | None:
        words = N_("The flow has already begun “{node}”")
        return Message(words, {"node": node.get("title") or self.title})

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        withdraw(visit, reason)
