"""Flows made by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from hypothesis import strategies as st

from dougong.platform.definitions import Definition
from tests.unit.runtime import small

Node = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

CHILD = small.flow(
    "child",
    [
        {"id": "deep_work", "do": "record.create", "form": "form:work",
         "set": {"case": "case", "label": "'deep'"}, "transition": "offer"},
        {"id": "deep", "do": "task.fill", "record": "deep_work.record", "transition": "do",
         "to": "role:clerk"},
        {"id": "deep_log", "do": "record.create", "form": "form:log",
         "set": {"case": "case", "label": "'deep'"}},
    ],
    inputs=[small.field("case", "link", to="form:case", required=True)],
)  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """A flow, the case it is about, and the round in which the case is halted (None: never)."""

    flow: Definition
    level: int
    lines: int
    halt: int | None


class _Maker:
    """Draws nodes; every id is new."""

    def __init__(self, draw: Draw) -> None:
        self.draw, self.numbers = draw, count(1)

    def id(self, word: str) -> str:
        return f"{word}{next(self.numbers)}"

    def sequence(self, depth: int, looped: bool) -> list[Node]:
        kinds = ["log", "add", "task", "put", "ping", "timer", "call", "stop"]
        kinds += ["branch", "branch", "loop", "fork", "race", "again"] if depth else []
        chosen = self.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3))
        return [node for kind in chosen for node in getattr(self, kind)(depth, looped)]

    def log(self, depth: int, looped: bool) -> list[Node]:
        id = self.id("log")
        return [{"id": id, "do": "record.create", "form": "form:log",
                 "set": {"case": "record", "label": f"'{id}'"}}]  # fmt: skip

    def add(self, depth: int, looped: bool) -> list[Node]:
        return [{"id": self.id("add"), "do": "record.update", "record": "record",
                 "set": {"n": "current.n + 1"}}]  # fmt: skip

    def task(self, depth: int, looped: bool) -> list[Node]:
        work, task = self.id("work"), self.id("task")
        return [
            {"id": work, "do": "record.create", "form": "form:work",
             "set": {"case": "record", "label": f"'{work}'"}, "transition": "offer"},
            {"id": task, "do": "task.fill", "record": f"{work}.record", "transition": "do",
             "to": "role:clerk"},
        ]  # fmt: skip

    def put(self, depth: int, looped: bool) -> list[Node]:
        label = self.draw(st.sampled_from("ab"))
        return [{"id": self.id("put"), "do": "interface.call", "operation": "interface:store.put",
                 "with": {"case": "record", "label": f"'{label}'"}}]  # fmt: skip

    def ping(self, depth: int, looped: bool) -> list[Node]:
        return [{"id": self.id("ping"), "do": "wait",
                 "on": {"form": "form:case", "event": "pinged"}}]  # fmt: skip

    def timer(self, depth: int, looped: bool) -> list[Node]:
        return [{"id": self.id("timer"), "do": "wait", "hours": self.draw(st.integers(10, 90))}]

    def call(self, depth: int, looped: bool) -> list[Node]:
        return [{"id": self.id("call"), "do": "flow.call", "flow": "flow:child",
                 "with": {"case": "record"}}]  # fmt: skip

    def stop(self, depth: int, looped: bool) -> list[Node]:
        """Items run side by side, so one that ends the flow would make the order matter."""
        what = "branch" if looped else self.draw(st.sampled_from(["branch", "flow"]))
        return [{"id": self.id("stop"), "do": "end", "what": what, "if": self.condition()}]

    def condition(self) -> str:
        return f"level > {self.draw(st.integers(2, 7))}"

    def branch(self, depth: int, looped: bool) -> list[Node]:
        branches = [
            {
                "id": self.id("yes"),
                "if": self.condition(),
                "nodes": self.sequence(depth - 1, looped),
            },
            {"id": self.id("no"), "otherwise": True, "nodes": self.sequence(depth - 1, looped)},
        ]
        return [{"id": self.id("branch"), "do": "branch", "branches": branches}]

    def loop(self, depth: int, looped: bool) -> list[Node]:
        node = {"id": self.id("loop"), "do": "for_each", "of": "lines", "as": self.id("line"),
                "nodes": self.sequence(depth - 1, True)}  # fmt: skip
        return [{**node, **self.handlers(True)}]

    def fork(self, depth: int, looped: bool) -> list[Node]:
        """Branches run side by side, as items do: none may end the flow."""
        ways = [{"id": self.id("way"), "nodes": self.sequence(depth - 1, True),
                 **self.handlers(True)} for _ in "ab"]  # fmt: skip
        return [{"id": self.id("fork"), "do": "parallel", "join": "all", "branches": ways}]

    def race(self, depth: int, looped: bool) -> list[Node]:
        """The first branch is there at once: whatever the other has begun is taken back."""
        first = {"id": self.id("way"), "nodes": self.log(depth, True)}
        other = {"id": self.id("way"), "nodes": self.sequence(depth - 1, True)}
        node = {"id": self.id("race"), "do": "parallel", "join": "any"}
        return [{**node, "branches": [first, other]}]

    def again(self, depth: int, looped: bool) -> list[Node]:
        return [{"id": self.id("again"), "do": "repeat", "until": self.condition(), "at_most": 2,
                 "then": "go_on", "nodes": self.sequence(depth - 1, looped)}]  # fmt: skip

    def handlers(self, looped: bool) -> dict[str, Any]:
        if not self.draw(st.booleans()):
            return {}
        mode = self.draw(st.sampled_from(["interrupt", "alongside"]))
        handler = {"id": self.id("halted"), "on": {"form": "form:case", "event": "halted"},
                   "mode": mode, "nodes": self.sequence(0, looped)}  # fmt: skip
        return {"handlers": [handler]}


@st.composite
def scenarios(draw: Draw) -> Scenario:
    maker = _Maker(draw)
    nodes: list[small.Body] = [*maker.sequence(2, False)]
    flow = small.flow(
        "main", nodes, on={"form": "form:case", "event": "opened"}, **maker.handlers(False)
    )
    halt = draw(st.none() | st.integers(0, 2))
    return Scenario(flow, draw(st.integers(1, 9)), draw(st.integers(0, 3)), halt)
