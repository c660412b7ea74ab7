"""Random trees, random order of what ends, going back now and then: a flow is never stuck, what was
cancelled is never done, joins wait for as many as they say, and no visit shares a key."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dougong.runtime.flows.interpreter import (
    CANCELLED,
    DONE,
    OPEN,
    WAITING,
    State,
    Step,
    first_visit,
    join,
    needed,
    rewind,
    survey,
    waiting,
    way,
)

Node = dict[str, Any]
ROUNDS = 3


def tree(random: Random, depth: int, numbers: count[int]) -> list[Node]:
    return [_node(random, depth, numbers) for _ in range(random.randint(1, 3))]


def _node(random: Random, depth: int, numbers: count[int]) -> Node:
    id = f"n{next(numbers)}"
    kind = random.choice(["task"] * 3 + ["parallel", "repeat", "for_each", "branch"] * (depth > 0))
    if kind == "task":
        return {"id": id, "do": "task.fill"}
    if kind in ("repeat", "for_each"):
        return {"id": id, "do": kind, "as": "row", "nodes": tree(random, depth - 1, numbers)}
    branches = [
        {"id": f"b{next(numbers)}", "nodes": tree(random, depth - 1, numbers)}
        for _ in range(random.randint(2, 3))
    ]
    return {"id": id, "do": kind, "branches": branches, "join": random.choice(["all", "any", 2])}


def begun(random: Random, node: Node) -> Step:
    """A node starts."""
    if node["do"] == "branch":
        return Step(OPEN, chosen=random.choice(node["branches"])["id"])
    if node["do"] == "parallel":
        items = [one["id"] for one in node["branches"] if random.random() < 0.8]
        return Step(OPEN, items=tuple(items)) if items else Step(DONE)
    if node["do"] == "for_each":
        return Step(OPEN, items=tuple("xyz"[: random.randint(1, 3)]))
    return Step(OPEN, round=1) if node["do"] == "repeat" else Step(WAITING)


class Play:
    """One run of a flow, with what must hold at every step of it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.flow = {"nodes": tree(self.random, 2, count(1))}
        self.state = State()
        self.over: set[str] = set()
        self.backs = 3

    def to_the_end(self) -> None:
        for _ in range(3000):
            found = survey(self.flow, self.state)
            if found.done:
                assert not found.ready and not found.joined
                return
            assert found.ready or found.joined or found.rounds or waiting(self.state), "stuck"
            self._step(found)
            self._holds()
        raise AssertionError("it does not end")

    def _step(self, found: Any) -> None:
        if found.joined:
            self._join(self.random.choice(found.joined))
        elif found.rounds:
            key = self.random.choice(found.rounds).key
            step = self.state.steps[key]
            more = step.round < ROUNDS and self.random.random() < 0.5
            after = Step(OPEN, round=step.round + 1) if more else Step(DONE, round=step.round)
            self.state = self.state.with_step(key, after)
        elif found.ready:
            for ready in found.ready:
                assert ready.key not in self.state.steps, "a key is used once"
                self.state = self.state.with_step(ready.key, begun(self.random, dict(ready.node)))
        else:
            self._end_one()

    def _join(self, key: str) -> None:
        node = next(s.node for s in reversed(way(self.flow, key)))
        running = self.state.steps[key].items
        before = self.state
        self.state, live = join(before, key)
        assert live, "it joins early only while others live"
        alive = {one.removeprefix(f"{key}/").partition("/")[0].partition("!")[0] for one in live}
        assert needed(node, len(running)) <= len(running) - len(alive)

    def _end_one(self) -> None:
        key = self.random.choice(waiting(self.state))
        if self.backs and self.random.random() < 0.3:
            self.backs -= 1
            self._back(key)
        else:
            self.state = self.state.with_step(key, Step(DONE))

    def _back(self, key: str) -> None:
        stage = self.random.choice(way(self.flow, key))
        to = self.random.choice(stage.nodes[: stage.index + 1])["id"]
        self.state, live, past = rewind(self.flow, self.state, key, to)
        assert key in live and set(live) <= set(past)
        (next_,) = [one for one in survey(self.flow, self.state).ready if one.node["id"] == to]
        assert next_.key not in self.state.steps
        assert first_visit(next_.key) in {first_visit(one) for one in past}

    def _holds(self) -> None:
        cancelled = {key for key, one in self.state.steps.items() if one.state == CANCELLED}
        assert self.over <= cancelled, "what was cancelled stays so"
        self.over = cancelled
        for key in waiting(self.state):
            bare = State(steps={k: s for k, s in self.state.steps.items() if k != key},
                         visits=self.state.visits)  # fmt: skip
            found = survey(self.flow, bare)
            joined = any(key.startswith(f"{one}/") for one in found.joined)
            assert joined or key in {one.key for one in found.ready}, "what waits is on the way"


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_every_flow_comes_to_its_end(seed: int) -> None:
    Play(seed).to_the_end()


def test_the_trees_have_everything() -> None:
    """The property is asked of early joins, of several rounds and of going back."""
    plays = [Play(seed) for seed in range(200)]
    for play in plays:
        play.to_the_end()
    assert any(play.over for play in plays)
    assert any(step.round > 1 for play in plays for step in play.state.steps.values())
    assert any(play.state.visits for play in plays)
