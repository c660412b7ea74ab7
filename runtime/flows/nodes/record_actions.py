"""Record actions and notices as nodes: they are done at once."""

from __future__ import annotations

from collections.abc import Iterable

from dougong.platform.definitions import CheckScope
from dougong.platform.expressions import Type
from dougong.platform.texts import N_, Message
from dougong.runtime.actions import PARTS, Action
from dougong.runtime.flows.interpreter import DONE, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit


class ActionNode(NodeType):
    """An action of `runtime.actions` standing in a flow."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self.id, self.title = action.id, action.title
        self.schema, self.required, self.places = action.schema, action.required, action.places
        self.apart = action.apart

    def check(self, part: Node, scope: CheckScope) -> None:
        self.action.check(part, scope)

    def outputs(self, part: Node, scope: CheckScope) -> Type | None:
        return self.action.outputs(part, scope)

    def effects(self, part: Node, scope: CheckScope) -> Iterable[tuple[str, str]]:
        return self.action.effects(part, scope)

    def start(self, node: Node, visit: Visit) -> Step:
        return Step(DONE, self.action.run(node, visit.frame))

    def acted_on(self, node: Node, visit: Visit, step: Step) -> Message | None:
        """A notice or a look-up changes nothing; everything else does."""
        if step.state != DONE or self.id in ("notify", "record.find"):
            return None
        words = N_("The flow has already done “{node}”")
        return Message(words, {"node": node.get("title") or self.title})


def action_nodes() -> dict[str, ActionNode]:
    """Every action that may stand in a flow."""
    return {action.id: ActionNode(action) for action in PARTS if "flow" in action.places}
