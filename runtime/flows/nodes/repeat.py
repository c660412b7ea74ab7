"""`repeat`: the same nodes again, until a condition holds."""

from __future__ import annotations

from collections.abc import Mapping

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.sequences import check_sequence, names_left
from dougong.platform.definitions.kinds.kind import expression, parts
from dougong.platform.expressions import ExpressionError, Scope, Type, check, holds
from dougong.platform.problems import Refused
from dougong.platform.texts import N_, Message
from dougong.runtime.actions import Frame
from dougong.runtime.flows.interpreter import DONE, OPEN, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit

MOST = 100


class Repeat(NodeType):
    """`nodes`, `until` (asked after each round, with what the round has made), `at_most` rounds;
    `then`: what comes when they are used up, `incident` (default) or `go_on`."""

    id = "repeat"
    title = {"zh": "循环", "en": "Repeat"}
    schema = {
        "nodes": {**parts("node"), "minItems": 1},
        "until": expression("boolean"),
        "at_most": {"type": "integer", "minimum": 1, "maximum": MOST},
        "then": {"enum": ["go_on", "incident"]},
    }
    required = ("nodes", "until", "at_most")
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        nodes = part.get("nodes", [])
        check_sequence(nodes, scope.at("nodes"))
        inside = scope.with_names(names_left(nodes, scope))
        inside.at("until").condition(part.get("until"))
        if any(one.get("do") == "end" and _ends_flow(one) for one in nodes):
            words = N_("Every round ends the flow: nothing is ever repeated")
            scope.at("nodes").report("repeat", words)
        if part.get("until") and not _depends(str(part["until"]), inside):
            words = N_("This reads nothing that may change: the rounds never end by it")
            scope.at("until").report("repeat", words)
        if part.get("at_most") == 1:
            words = N_("There is one round only: nothing is ever repeated")
            scope.at("at_most").report("repeat", words, "warning")

    def ways(self, part: Node) -> list[list[Node]]:
        return [part.get("nodes", [])]

    def leaves(self, part: Node, scope: CheckScope) -> Mapping[str, Type]:
        return names_left(part.get("nodes"), scope)

    def start(self, node: Node, visit: Visit) -> Step:
        return Step(OPEN, round=1)


def after_round(node: Node, step: Step, frame: Frame) -> Step:
    """What becomes of a `repeat` whose round is over; raises Refused when there are no more."""
    if holds(frame.evaluate(node["until"])):
        return Step(DONE, round=step.round)
    if step.round < node["at_most"]:
        return Step(OPEN, round=step.round + 1)
    if node.get("then") == "go_on":
        return Step(DONE, round=step.round)
    words = N_("After {n} rounds the condition for going on still does not hold")
    raise Refused(Message(words, {"n": step.round}))


def _depends(source: str, scope: CheckScope) -> bool:
    """Whether an expression reads anything; one that is wrong is reported elsewhere."""
    try:
        checked = check(source, Scope(scope.library.schema, scope.form, scope.names))
    except ExpressionError:
        return True
    return bool(checked.reads) or "(" in source


def _ends_flow(node: Node) -> bool:
    return node.get("what") == "flow" and "if" not in node
