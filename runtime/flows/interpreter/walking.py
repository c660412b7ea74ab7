"""Walking a flow with the steps taken so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dougong.runtime.flows.interpreter.state import CANCELLED, DONE, FAILED, OPEN, SKIPPED, State
from dougong.runtime.flows.interpreter.survey import Listening, Node, Ready, Survey

Names = dict[str, Any]


def survey(flow: Mapping[str, Any], state: State) -> Survey:
    """Walk the flow with the steps taken so far."""
    walker = _Walker(state)
    ended = walker.scope(flow, "", "", dict(state.inputs))
    found = walker.found
    found.done = ended != "waiting"
    return Survey(done=True) if ended == "end flow" else found


def place(flow: Mapping[str, Any], state: State, key: str) -> Ready | None:
    """The node of a step with the names it sees: where the walk would start it."""
    walker = _Walker(state.without(key), joining=False)
    walker.scope(flow, "", "", dict(state.inputs))
    return next((ready for ready in walker.found.ready if ready.key == key), None)


def left(flow: Mapping[str, Any], state: State) -> Names:
    """The names a flow has left so far, inputs among them."""
    return {**state.inputs, **_Walker(state)._left(flow["nodes"], "")}


class _Walker:
    """Each method gives `done`, `waiting`, `end branch` or `end flow`."""

    def __init__(self, state: State, joining: bool = True) -> None:
        self.state, self.found, self.joining = state, Survey(), joining

    def scope(self, holder: Mapping[str, Any], key: str, static: str, names: Names) -> str:
        """A holder of nodes and handlers: the flow itself, an item of a loop, a branch of several
        side by side."""
        prefix, inner = (f"{key}/" if key else ""), (f"{static}/" if static else "")
        for handler in holder.get("handlers", ()):
            if handler["mode"] == "interrupt" and f"{key}!{handler['id']}" in self.state.fired:
                return self._handled(holder, handler, key, static, names)
        result = self._sequence(holder["nodes"], prefix, inner, dict(names))
        beside = [
            self._handled(holder, one, key, static, names)
            for one in holder.get("handlers", ())
            if one["mode"] == "alongside" and f"{key}!{one['id']}" in self.state.fired
        ]
        if result == "waiting":
            self._listen(holder, key, static, names)
        if "end flow" in (result, *beside):
            return "end flow"
        return "waiting" if "waiting" in beside else result

    def _handled(
        self, holder: Mapping[str, Any], handler: Node, key: str, static: str, names: Names
    ) -> str:
        """A handler that has fired."""
        left = {**names, **self._left(holder["nodes"], f"{key}/" if key else "")}
        name = f"!{handler['id']}/"
        return self._sequence(handler["nodes"], key + name, static + name, left)

    def _listen(self, holder: Mapping[str, Any], key: str, static: str, names: Names) -> None:
        left = {**names, **self._left(holder["nodes"], f"{key}/" if key else "")}
        for handler in holder.get("handlers", ()):
            if f"{key}!{handler['id']}" not in self.state.fired:
                self.found.listening.append(Listening(key, static, handler, left))

    def _left(self, nodes: Sequence[Node], prefix: str) -> Names:
        """Outputs the nodes of a scope have left behind so far."""
        left: Names = {}
        for node in nodes:
            key = self.state.key(prefix + node["id"])
            if key in self.state.steps:
                left[node["id"]] = self.state.steps[key].outputs
                left.update(self._passed_on(node, key))
        return left

    def _passed_on(self, node: Node, key: str) -> Names:
        """Names of the branches that ran side by side, or of the last round, seen outside too."""
        number = self.state.steps[key].round
        if node["do"] == "repeat" and number:
            return self._left(node["nodes"], f"{key}/{number}/")
        left: Names = {}
        for branch in node["branches"] if node["do"] == "parallel" else ():
            left.update(self._left(branch["nodes"], f"{key}/{branch['id']}/"))
        return left

    def _sequence(self, nodes: Sequence[Node], prefix: str, static: str, names: Names) -> str:
        for node in nodes:
            key = self.state.key(prefix + node["id"])
            result = self._node(node, key, static + node["id"], names)
            if result != "done":
                return "done" if result == "end branch" else result
            step = self.state.steps[key]
            if step.outputs is not None or step.state == SKIPPED:
                names[node["id"]] = step.outputs
            names.update(self._passed_on(node, key))
        return "done"

    def _node(self, node: Node, key: str, static: str, names: Names) -> str:
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

    def _inside(self, node: Node, key: str, static: str, names: Names) -> str:
        """A node that holds others, entered."""
        if node["do"] == "branch":
            return self._branch(node, key, static, names)
        if node["do"] == "parallel":
            return self._parallel(node, key, static, names)
        if node["do"] == "repeat":
            return self._repeat(node, key, static, names)
        results = [
            self.scope(node, f"{key}/{index}", static, {**names, node["as"]: {"id": item}})
            for index, item in enumerate(self.state.steps[key].items)
        ]
        return _together(results)

    def _branch(self, node: Node, key: str, static: str, names: Names) -> str:
        chosen = self.state.steps[key].chosen
        branch = next((one for one in node["branches"] if one["id"] == chosen), None)
        if branch is None:
            return "done"
        way = f"/{branch['id']}/"
        return self._sequence(branch["nodes"], key + way, static + way, dict(names))

    def _parallel(self, node: Node, key: str, static: str, names: Names) -> str:
        """Branches side by side; once enough have ended nothing of the others begins any more."""
        whole, results, found = self.found, [], Survey()
        running = [one for one in node["branches"] if one["id"] in self.state.steps[key].items]
        for branch in running:
            self.found = Survey()
            way = f"/{branch['id']}"
            results.append(self.scope(branch, key + way, static + way, dict(names)))
            found.add(self.found)
        self.found = whole
        result = _together(results)
        enough = results.count("done") >= needed(node, len(running))
        if result == "waiting" and enough and self.joining:
            self.found.joined.append(key)
        else:
            self.found.add(found)
        return result

    def _repeat(self, node: Node, key: str, static: str, names: Names) -> str:
        """The present round; whether there is another is asked when it is over."""
        number = self.state.steps[key].round
        result = self._sequence(node["nodes"], f"{key}/{number}/", f"{static}/", dict(names))
        if result != "done":
            return result
        left = {**names, **self._passed_on(node, key)}
        self.found.rounds.append(Ready(key, static, node, left))
        return "waiting"


def needed(node: Node, running: int) -> int:
    """How many of the branches that run must come to their end."""
    join = node["join"]
    return running if join == "all" else min(1 if join == "any" else join, running)


def _together(results: list[str]) -> str:
    return "end flow" if "end flow" in results else "waiting" if "waiting" in results else "done"
