"""`parallel`: branches side by side, joined when enough of them have come to their end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.flows import check_handlers
from dougong.platform.definitions.checks.sequences import (
    check_sequence,
    check_unique,
    names_left,
    perhaps,
)
from dougong.platform.definitions.kinds.flow import HANDLERS
from dougong.platform.definitions.kinds.kind import ID, TEXT, expression, listed, parts
from dougong.platform.expressions import Type, holds
from dougong.platform.texts import N_
from dougong.runtime.flows.interpreter import DONE, OPEN, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit

_BRANCH = {
    "id": ID,
    "title": TEXT,
    "if": expression("boolean"),
    "nodes": {**parts("node"), "minItems": 1},
    "handlers": HANDLERS,
}


class Parallel(NodeType):
    """`branches` and `join`: `all`, `any` or how many must end; then the others are cancelled.

    What a branch has made is seen after the join: for certain where all are awaited.
    """

    id = "parallel"
    title = {"zh": "并行", "en": "Side by side"}
    schema = {
        "branches": {**listed(_BRANCH, ("id", "nodes"), 2), "maxItems": 20},
        "join": {"anyOf": [{"enum": ["all", "any"]}, {"type": "integer", "minimum": 1}]},
    }
    required = ("branches", "join")
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        branches, join = part.get("branches", []), part.get("join")
        for index, branch in enumerate(branches):
            here = scope.at("branches", index)
            check_unique(branch, here)
            if "if" in branch:
                here.at("if").condition(branch["if"])
            left = check_sequence(branch.get("nodes"), here.at("nodes"))
            check_handlers(branch.get("handlers", []), left, here.at("handlers"))
        if isinstance(join, int) and join > len(branches):
            words = N_("{join} branches cannot come to their end: there are {count}")
            scope.at("join").report("join", words, join=join, count=len(branches))
        elif isinstance(join, int) and join == len(branches):
            scope.at("join").report("join", N_("That is every branch: say “all”"), "warning")

    def leaves(self, part: Node, scope: CheckScope) -> Mapping[str, Type]:
        found: dict[str, Type] = {}
        for branch in part.get("branches", ()):
            left = names_left(branch.get("nodes"), scope)
            sure = _certain(part, branch)
            found.update({name: one if sure else perhaps(one) for name, one in left.items()})
        return found

    def start(self, node: Node, visit: Visit) -> Step:
        running = tuple(
            branch["id"]
            for branch in node["branches"]
            if "if" not in branch or holds(visit.frame.evaluate(branch["if"]))
        )
        return Step(OPEN, items=running) if running else Step(DONE)


def _certain(part: Node, branch: Mapping[str, Any]) -> bool:
    """Whether a branch is known to have come to its end in its own way after the join."""
    interrupted = any(one.get("mode") == "interrupt" for one in branch.get("handlers", ()))
    return part.get("join") == "all" and "if" not in branch and not interrupted
