"""What definitions may be made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from dougong.platform.definitions.kinds import KINDS, Kind
from dougong.platform.definitions.kinds.fields import field_schema
from dougong.platform.definitions.kinds.kind import TEXT
from dougong.platform.definitions.part_type import PartType
from dougong.platform.expressions import register

# Named, not imported: these floors stand above this one.
ACTIONS = "dougong.runtime.actions"
NODES = "dougong.runtime.flows.nodes"
FUNCTIONS = "dougong.runtime.functions"
STEPS = "dougong.runtime.scenarios.steps"
FLOW = ("node", "flow")


@dataclass(frozen=True)
class Catalogue:
    """Kinds by id; actions and flow nodes by their `do`, steps of scenarios by their first word."""

    kinds: Mapping[str, Kind]
    actions: Mapping[str, PartType]
    nodes: Mapping[str, PartType]
    steps: Mapping[str, PartType]

    def step(self, value: Any) -> PartType | None:
        """What a step of a scenario does: the one word of it that says so; None unless it is one."""
        known = [self.steps[key] for key in value if key in self.steps]
        return known[0] if len(known) == 1 else None

    def part(self, place: str, do: object) -> PartType | None:
        """The part a `do` means: in a flow (`node`, `flow`) a node, else an action."""
        found = self.nodes.get(str(do)) if place in FLOW else None
        return found or self.actions.get(str(do))

    def part_schema(self, place: str, value: Any) -> Mapping[str, Any] | None:
        """The JSON Schema of one part: a field by its `type`, anything else by its `do`."""
        if not isinstance(value, Mapping):
            return None
        if place == "field":
            return field_schema(value.get("type"))
        if place == "scenario":
            step = self.step(value)
            return None if step is None else _step(step)
        part = self.part(place, value.get("do"))
        return None if part is None else _whole(part, titled=place in FLOW)


def _whole(part: PartType, titled: bool) -> Mapping[str, Any]:
    """`titled`: people see it as a step of its own and may call it something."""
    title = {"title": TEXT} if titled else {}
    first = {"id": {"$ref": "#/$defs/id"}, **title, "do": {"const": part.id}}
    condition = {"if": {"$ref": "#/$defs/expression", "x-expr": "boolean"}}
    return {
        "type": "object",
        "properties": {**first, **condition, **part.schema},
        "required": ["id", "do", *part.required],
        "additionalProperties": False,
    }


def _step(part: PartType) -> Mapping[str, Any]:
    return {
        "type": "object",
        "properties": {"title": TEXT, **part.schema},
        "required": [part.id, *part.required],
        "additionalProperties": False,
    }


@cache
def catalogue() -> Catalogue:
    """The product's catalogue: the shipped kinds, and the parts the named modules bring.

    The functions they bring are registered with the language.
    """
    register(import_module(FUNCTIONS).FUNCTIONS)
    actions = {part.id: part for part in import_module(ACTIONS).PARTS}
    nodes = {part.id: part for part in import_module(NODES).PARTS}
    steps = {part.id: part for part in import_module(STEPS).PARTS}
    return Catalogue(KINDS, actions, nodes, steps)
