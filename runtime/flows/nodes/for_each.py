"""`for_each`: the same nodes for every row, side by side, joined at the end."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.flows import check_handlers
from dougong.platform.definitions.checks.sequences import check_sequence
from dougong.platform.definitions.kinds.flow import HANDLERS
from dougong.platform.definitions.kinds.kind import ID, expression, parts
from dougong.runtime.actions import check_rows
from dougong.runtime.flows.interpreter import DONE, OPEN, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit


class ForEachNode(NodeType):
    """`of` (line items), `as`, `nodes`; `handlers` belong to each item on its own.

    In rules and operations `for_each` holds `then` instead: both are one word of the language.
    """

    id = "for_each"
    title = {"zh": "逐行并行", "en": "For each row"}
    schema = {
        "of": expression("lines"),
        "as": ID,
        "nodes": {**parts("node"), "minItems": 1},
        "handlers": HANDLERS,
    }
    required = ("of", "as", "nodes")
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        inner = check_rows(part, scope)
        if inner is not None:
            left = check_sequence(part.get("nodes"), inner.at("nodes"))
            check_handlers(part.get("handlers", []), left, inner.at("handlers"))

    def start(self, node: Node, visit: Visit) -> Step:
        rows = visit.frame.evaluate(node["of"]) or []
        if not rows:
            return Step(DONE)
        return Step(OPEN, items=tuple(str(row["id"]) for row in rows))
