"""What an instance remembers: plain data, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

# States of a step.
DONE, SKIPPED, WAITING, OPEN, CANCELLED, FAILED = (
    "done",
    "skipped",
    "waiting",
    "open",
    "cancelled",
    "failed",
)


@dataclass(frozen=True)
class Step:
    """One visit of one node. `outputs` stand behind the node's name; `chosen` is the branch taken,
    `items` the ids a loop runs over or the branches that run side by side, `round` the one a
    `repeat` is in, counted from 1."""

    state: str
    outputs: Mapping[str, Any] | None = None
    chosen: str | None = None
    items: tuple[str, ...] = ()
    round: int = 0

    def to_json(self) -> dict[str, Any]:
        """As kept with the instance."""
        found: dict[str, Any] = {"state": self.state}
        if self.outputs is not None:
            found["outputs"] = dict(self.outputs)
        if self.chosen is not None:
            found["chosen"] = self.chosen
        if self.items:
            found["items"] = list(self.items)
        if self.round:
            found["round"] = self.round
        return found

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Step:
        """The step `to_json` wrote."""
        return cls(
            body["state"],
            body.get("outputs"),
            body.get("chosen"),
            tuple(body.get("items", ())),
            body.get("round", 0),
        )


@dataclass(frozen=True)
class State:
    """`inputs`: names from outside with their values; `steps` by key; `visits`: of places that were
    visited again, which visit is the present one.

    A key is the way to the node: `lots/0/inspect` is the node `inspect` of item 0 of the loop
    `lots`, `verdict/accepted/stock` a node of the branch `accepted`, `again/2/try` a node of the
    second round, `lots/0!reversed/void` a node of the handler `reversed` of that item, and
    `inspect#2` the second visit of a node the flow has gone back to.
    """

    inputs: Mapping[str, Any] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    fired: tuple[str, ...] = ()
    visits: Mapping[str, int] = field(default_factory=dict)

    def with_step(self, key: str, step: Step) -> State:
        """The same state with one step added or changed."""
        return replace(self, steps={**self.steps, key: step})

    def without(self, key: str) -> State:
        """The same state as if the step had not begun."""
        return replace(self, steps={one: step for one, step in self.steps.items() if one != key})

    def key(self, place: str) -> str:
        """The key of the present visit of a place: a prefix with the node's id."""
        visit = self.visits.get(place, 1)
        return place if visit == 1 else f"{place}#{visit}"

    def to_json(self) -> dict[str, Any]:
        """As kept with the instance."""
        steps = {key: step.to_json() for key, step in self.steps.items()}
        found = {"inputs": dict(self.inputs), "steps": steps, "fired": list(self.fired)}
        return {**found, "visits": dict(self.visits)} if self.visits else found

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> State:
        """The state `to_json` wrote."""
        steps = {key: Step.from_json(one) for key, one in body.get("steps", {}).items()}
        fired, visits = tuple(body.get("fired", ())), body.get("visits", {})
        return cls(body.get("inputs", {}), steps, fired, visits)
