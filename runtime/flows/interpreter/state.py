"""What an instance remembers: plain data, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    `items` the ids a loop runs over."""

    state: str
    outputs: Mapping[str, Any] | None = None
    chosen: str | None = None
    items: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As kept with the instance."""
        found: dict[str, Any] = {"state": self.state}
        if self.outputs is not None:
            found["outputs"] = dict(self.outputs)
        if self.chosen is not None:
            found["chosen"] = self.chosen
        if self.items:
            found["items"] = list(self.items)
        return found

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Step:
        """The step `to_json` wrote."""
        return cls(
            body["state"], body.get("outputs"), body.get("chosen"), tuple(body.get("items", ()))
        )


@dataclass(frozen=True)
class State:
    """`inputs`: names from outside with their values; `steps` by key.

    A key is the way to the node: `lots/0/inspect` is the node `inspect` of item 0 of the loop
    `lots`, `verdict/accepted/stock` a node of the branch `accepted`, `lots/0!reversed/void` a node
    of the handler `reversed` of that item.
    """

    inputs: Mapping[str, Any] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    fired: tuple[str, ...] = ()

    def with_step(self, key: str, step: Step) -> State:
        """The same state with one step added or changed."""
        return State(self.inputs, {**self.steps, key: step}, self.fired)

    def to_json(self) -> dict[str, Any]:
        """As kept with the instance."""
        steps = {key: step.to_json() for key, step in self.steps.items()}
        return {"inputs": dict(self.inputs), "steps": steps, "fired": list(self.fired)}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> State:
        """The state `to_json` wrote."""
        steps = {key: Step.from_json(one) for key, one in body.get("steps", {}).items()}
        return cls(body.get("inputs", {}), steps, tuple(body.get("fired", ())))
