"""`branch`: the first branch whose condition holds."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.sequences import check_sequence, check_unique
from dougong.platform.definitions.kinds.kind import ID, expression, listed, parts
from dougong.platform.expressions import holds
from dougong.platform.texts import N_
from dougong.runtime.flows.interpreter import OPEN, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit


class Branch(NodeType):
    """`branches`, tried in order; the one that says `otherwise` takes the rest."""

    id = "branch"
    title = {"zh": "条件分支", "en": "Branch"}
    schema = {
        "branches": listed(
            {
                "id": ID,
                "if": expression("boolean"),
                "otherwise": {"const": True},
                "nodes": parts("node"),
            },
            ("id", "nodes"),
            1,
        )
    }
    required = ("branches",)
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        branches = part.get("branches", [])
        for index, branch in enumerate(branches):
            here = scope.at("branches", index)
            check_unique(branch, here)
            if ("if" in branch) == ("otherwise" in branch):
                here.report("branch", N_("A branch has either a condition or “otherwise”"))
            if "if" in branch:
                here.at("if").condition(branch["if"])
            elif index < len(branches) - 1:
                scope.at("branches", index + 1).report(
                    "unreachable", N_("No branch after “otherwise” is ever taken")
                )
            check_sequence(branch.get("nodes"), here.at("nodes"))
        if not any("otherwise" in branch for branch in branches):
            scope.at("branches").report(
                "no_default", N_("Say what happens when no condition holds: add “otherwise”")
            )

    def ways(self, part: Node) -> list[list[Node]]:
        return [branch.get("nodes", []) for branch in part.get("branches", [])]

    def start(self, node: Node, visit: Visit) -> Step:
        for branch in node["branches"]:
            if "otherwise" in branch or holds(visit.frame.evaluate(branch["if"])):
                return Step(OPEN, chosen=branch["id"])
        return Step(OPEN)
