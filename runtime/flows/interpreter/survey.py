"""Where an instance stands, worked out from its flow and its steps alone.

Nothing is remembered but the steps: walking the tree of sequences tells what is ready, which
handlers listen and whether all is done. The same flow and steps always give the same answer, so a
crash between two commits loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dougong.runtime.flows.interpreter.state import CANCELLED, DONE, FAILED, OPEN, SKIPPED, State

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Ready:
    """A node that can start now: its key, the node, and the names it sees with their values.

    `static` is the key without items: where the node stands in the definition.
    """

    key: str
    static: str
    node: Node
    names: Mapping[str, Any]


@dataclass(frozen=True)
class Listening:
    """A handler that is alive in the scope `key`."""

    key: str
    static: str
    handler: Node
    names: Mapping[str, Any]


@dataclass
class Survey:
    """What walking found; `done`: nothing is left to do."""

    ready: list[Ready] = field(default_factory=list)
    listening: list[Listening] = field(default_factory=list)
    done: bool = False
    failed: bool = False


def survey(flow: Mapping[str, Any], state: State) -> Survey:
    """Walk the flow with the steps taken so far."""
    found = Survey()
    walker = _Walker(state, found)
    ended = walker.scope(flow, "", "", dict(state.inputs))
    found.done = ended != "waiting"
    if ended == "end flow":
        found.ready, found.listening, found.failed = [], [], False
    return found


def place(flow: Mapping[str, Any], state: State, key: str) -> Ready | None:
    """The node of a step with the names it sees: where the walk would start it."""
    steps = {one: step for one, step in state.steps.items() if one != key}
    found = Survey()
    _Walker(State(state.inputs, steps, state.fired), found).scope(flow, "", "", dict(state.inputs))
    return next((ready for ready in found.ready if ready.key == key), None)


class _Walker:
    """Each method gives `done`, `waiting`, `end branch` or `end flow`."""

    def __init__(self, state: State, found: Survey) -> None:
        self.state, self.found = state, found

    def scope(self, holder: Mapping[str, Any], key: str, static: str, names: dict[str, Any]) -> str:
        """A holder of nodes and handlers: the flow itself or one item of a loop."""
        prefix, inner = (f"{key}/" if key else ""), (f"{static}/" if static else "")
        for handler in holder.get("handlers", ()):
            if handler["mode"] == "interrupt" and f"{key}!{handler['id']}" in self.state.fired:
                left = {**names, **self._left(holder["nodes"], prefix)}
                return self._sequence(
                    handler["nodes"], f"{key}!{handler['id']}/", f"{static}!{handler['id']}/", left
                )
        result = self._sequence(holder["nodes"], prefix, inner, dict(names))
        beside = [
            self._beside(holder, one, key, static, names, prefix)
            for one in holder.get("handlers", ())
        ]
        if result == "waiting":
            self._listen(holder, key, static, names, prefix)
        if "end flow" in (result, *beside):
            return "end flow"
        return "waiting" if "waiting" in beside else result

    def _beside(
        self,
        holder: Mapping[str, Any],
        handler: Node,
        key: str,
        static: str,
        names: dict[str, Any],
        prefix: str,
    ) -> str:
        """A handler that runs alongside, once it has fired."""
        if handler["mode"] != "alongside" or f"{key}!{handler['id']}" not in self.state.fired:
            return "done"
        left = {**names, **self._left(holder["nodes"], prefix)}
        return self._sequence(
            handler["nodes"], f"{key}!{handler['id']}/", f"{static}!{handler['id']}/", left
        )

    def _listen(
        self, holder: Mapping[str, Any], key: str, static: str, names: dict[str, Any], prefix: str
    ) -> None:
        left = {**names, **self._left(holder["nodes"], prefix)}
        for handler in holder.get("handlers", ()):
            if f"{key}!{handler['id']}" not in self.state.fired:
                self.found.listening.append(Listening(key, static, handler, left))

    def _left(self, nodes: Sequence[Node], prefix: str) -> dict[str, Any]:
        """Outputs the nodes of a scope have left behind so far."""
        steps = self.state.steps
        return {
            n["id"]: steps[prefix + n["id"]].outputs for n in nodes if prefix + n["id"] in steps
        }

    def _sequence(
        self, nodes: Sequence[Node], prefix: str, static: str, names: dict[str, Any]
    ) -> str:
        for node in nodes:
            result = self._node(node, prefix + node["id"], static + node["id"], names)
            if result != "done":
                return "done" if result == "end branch" else result
            step = self.state.steps[prefix + node["id"]]
            if step.outputs is not None or step.state == SKIPPED:
                names[node["id"]] = step.outputs
        return "done"

    def _node(self, node: Node, key: str, static: str, names: dict[str, Any]) -> str:
        step = self.state.steps.get(key)
        if step is None:
            self.found.ready.append(Ready(key, static, node, dict(names)))
            return "waiting"
        if step.state in (DONE, SKIPPED, CANCELLED):
            ends = node["do"] == "end" and step.state == DONE
            return f"end {node['what']}" if ends else "done"
        if step.state == FAILED:
            self.found.failed = True
            return "waiting"
        return self._inside(node, key, static, names) if step.state == OPEN else "waiting"

    def _inside(self, node: Node, key: str, static: str, names: dict[str, Any]) -> str:
        """A node that holds others, entered."""
        step = self.state.steps[key]
        if node["do"] == "branch":
            branch = next((one for one in node["branches"] if one["id"] == step.chosen), None)
            if branch is None:
                return "done"
            place, inner = f"{key}/{branch['id']}/", f"{static}/{branch['id']}/"
            return self._sequence(branch["nodes"], place, inner, dict(names))
        results = [
            self.scope(node, f"{key}/{index}", static, {**names, node["as"]: {"id": item}})
            for index, item in enumerate(step.items)
        ]
        return (
            "end flow" if "end flow" in results else "waiting" if "waiting" in results else "done"
        )
