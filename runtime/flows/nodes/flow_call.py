"""`flow.call`: run another flow and wait for its end."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.flows import output_types
from dougong.platform.definitions.kinds.kind import reference
from dougong.platform.expressions import Type
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.called import check_inputs
from dougong.runtime.actions.values import SET, worked_out
from dougong.runtime.flows.calls import call, withdraw
from dougong.runtime.flows.interpreter import DONE, WAITING, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit


class FlowCall(NodeType):
    """`flow` and `with` (its inputs). Outputs: those the flow declares, any of them possibly empty."""

    id = "flow.call"
    title = {"zh": "调用子流程", "en": "Call a flow"}
    schema = {"flow": reference("flow"), "with": SET}
    required = ("flow",)
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        check_inputs(part, scope)

    def outputs(self, part: Node, scope: CheckScope) -> Type | None:
        flow = scope.library.find(str(part.get("flow")))
        members = output_types(flow.body) if flow else {}
        return Type("struct", members=members, optional=False) if members else None

    def start(self, node: Node, visit: Visit) -> Step:
        inputs = worked_out(node.get("with", {}), visit.frame)
        found = call(visit, str(node["flow"]), inputs)
        return Step(WAITING) if found is None else Step(DONE, found)

    def acted_on(self, node: Node, visit: Visit, step: Step) -> Message | None:
        words = N_("The flow has already begun “{node}”")
        return Message(words, {"node": node.get("title") or self.title})

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        withdraw(visit, reason)
