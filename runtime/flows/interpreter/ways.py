"""The way from the flow down to one node, read off the key of its step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
    """One sequence on the way: its nodes, the prefix of their keys, and which of them is passed."""

    prefix: str
    nodes: Sequence[Node]
    index: int

    @property
    def node(self) -> Node:
        """The node passed: the one itself, or one that holds it."""
        return self.nodes[self.index]


def node_of(key: str) -> str:
    """The id of the node a step belongs to."""
    return key.rsplit("/", 1)[-1].partition("#")[0]


def visit_of(key: str) -> int:
    """Which visit of its place a step is, counted from 1."""
    visit = key.rsplit("/", 1)[-1].partition("#")[2]
    return int(visit) if visit else 1


def first_visit(key: str) -> str:
    """The key without visits: what the visits of a place have in common."""
    return "/".join(part.partition("#")[0] for part in key.split("/"))


def way(flow: Mapping[str, Any], key: str) -> list[Stage]:
    """From the outermost sequence to the one the step stands in.

    A handler's sequence follows on that of the node whose scope it belongs to; what the scope
    itself holds is not on the way: it may have ended.
    """
    parts = key.split("/")
    nodes, prefix = flow["nodes"], ""
    if parts[0].startswith("!"):
        nodes, prefix = _handled(flow, parts[0][1:]), f"{parts.pop(0)}/"
    found: list[Stage] = []
    while parts:
        part = parts.pop(0)
        index = next(n for n, node in enumerate(nodes) if node["id"] == node_of(part))
        found.append(Stage(prefix, nodes, index))
        if parts:
            nodes, prefix = _inside(nodes[index], parts[0]), f"{prefix}{part}/{parts.pop(0)}/"
    return found


def _inside(node: Node, part: str) -> Sequence[Node]:
    """The sequence a part of a key leads into: an item, a round, a branch, or a handler of one."""
    item, _, handler = part.partition("!")
    held = (one for one in node.get("branches", ()) if one["id"] == item)
    holder = next(held, node)
    found: Sequence[Node] = _handled(holder, handler) if handler else holder["nodes"]
    return found


def _handled(holder: Mapping[str, Any], id: str) -> Sequence[Node]:
    found: Sequence[Node] = next(one["nodes"] for one in holder["handlers"] if one["id"] == id)
    return found
