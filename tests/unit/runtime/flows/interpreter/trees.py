"""Trees of flows and states of their steps, written briefly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.runtime.flows.interpreter import State, Step, survey

Node = Mapping[str, Any]


def do(id: str) -> Node:
    return {"id": id, "do": "record.create"}


def branch(id: str, **branches: list[Node]) -> Node:
    return {
        "id": id,
        "do": "branch",
        "branches": [{"id": name, "nodes": nodes} for name, nodes in branches.items()],
    }


def each(id: str, *nodes: Node, handlers: list[Node] | None = None) -> Node:
    return {"id": id, "do": "for_each", "as": "one", "nodes": nodes, "handlers": handlers or []}


def side_by_side(id: str, join: str | int, **branches: list[Node]) -> Node:
    listed = [{"id": name, "nodes": nodes} for name, nodes in branches.items()]
    return {"id": id, "do": "parallel", "join": join, "branches": listed}


def again(id: str, *nodes: Node) -> Node:
    return {"id": id, "do": "repeat", "nodes": nodes, "until": "x", "at_most": 9}


def end(id: str, what: str) -> Node:
    return {"id": id, "do": "end", "what": what}


def handler(id: str, mode: str, *nodes: Node) -> Node:
    return {"id": id, "mode": mode, "nodes": nodes}


def flow(*nodes: Node, handlers: list[Node] | None = None) -> Node:
    return {"nodes": nodes, "handlers": handlers or []}


def state(fired: tuple[str, ...] = (), **steps: Any) -> State:
    """Steps by key (`__` stands for `/`): a state, or a whole step."""
    made = {
        key.replace("__", "/"): one if isinstance(one, Step) else Step(one)
        for key, one in steps.items()
    }
    return State({}, made, fired)


def ready(tree: Node, at: State) -> list[str]:
    return [one.key for one in survey(tree, at).ready]


def listening(tree: Node, at: State) -> list[str]:
    return [f"{one.key}!{one.handler['id']}" for one in survey(tree, at).listening]
