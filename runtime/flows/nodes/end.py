"""`end`: of a branch or of the whole flow."""

from __future__ import annotations

from dougong.runtime.flows.interpreter import DONE, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit


class End(NodeType):
    """`what`: `branch` or `flow`."""

    id = "end"
    title = {"zh": "结束", "en": "End"}
    schema = {"what": {"enum": ["branch", "flow"]}}
    required = ("what",)
    places = frozenset({"flow"})

    def start(self, node: Node, visit: Visit) -> Step:
        return Step(DONE)
