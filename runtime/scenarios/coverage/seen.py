"""What one scenario went through, read from the database it was played in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from dougong.platform.definitions import Definition
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Event, Instance, InstanceStep, table_of
from dougong.runtime.flows.interpreter import SKIPPED
from dougong.runtime.scenarios.world import World

_events = table_of(Event)
_instances = table_of(Instance)
_steps = table_of(InstanceStep)


@dataclass
class Seen:
    """`(definition, part)` of every node that began, branch that was taken, handler that fired and
    transition that was done; refs of the rules that fired."""

    nodes: set[tuple[str, str]] = field(default_factory=set)
    branches: set[tuple[str, str]] = field(default_factory=set)
    handlers: set[tuple[str, str]] = field(default_factory=set)
    transitions: set[tuple[str, str]] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)

    def rule(self, rule: Definition, fires: bool) -> None:
        """A rule was asked."""
        if fires:
            self.rules.add(rule.ref)

    def add(self, other: Seen) -> None:
        """What another scenario went through besides."""
        for name in ("nodes", "branches", "handlers", "transitions", "rules"):
            getattr(self, name).update(getattr(other, name))


def look(world: World, seen: Seen) -> None:
    """Add what has happened in the world."""
    with world.looking() as tx:
        _flows(tx, seen)
        rows = tx.connection.execute(select(_events.c.form, _events.c.name, _events.c.changes))
        for row in rows:
            _event(tx, row.form, row.name, row.changes, seen)


def _flows(tx: Transaction, seen: Seen) -> None:
    flows = {}
    for row in tx.connection.execute(select(_instances.c.id, _instances.c.flow, _instances.c.data)):
        flows[row.id] = f"flow:{row.flow}"
        for key in row.data["fired"]:
            seen.handlers.add((flows[row.id], key.rpartition("!")[2]))
    columns = (_steps.c.instance, _steps.c.node, _steps.c.state, _steps.c.detail)
    for step in tx.connection.execute(select(*columns)):
        if step.state != SKIPPED:
            seen.nodes.add((flows[step.instance], step.node))
        chosen = (step.detail or {}).get("chosen")
        if chosen is not None:
            seen.branches.add((flows[step.instance], chosen))


def _event(tx: Transaction, form: str, name: str, changes: Mapping[str, Any], seen: Seen) -> None:
    moved = changes.get("state")
    for one in tx.library.form(form).transitions.values():
        stays = moved is None and one.target in one.sources
        goes = moved is not None and one.target == moved[1] and moved[0] in one.sources
        if one.event == name and (stays or goes):
            seen.transitions.add((f"form:{form}", one.id))
