"""Going on: a step ended, an event came, a handler fired."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dougong.platform.storage import Transaction
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.advance import advance, ended, failed
from dougong.runtime.flows.instances.handlers import Handlers
from dougong.runtime.flows.instances.incidents import resolve
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.instances.withdrawing import withdraw_all
from dougong.runtime.flows.interpreter import DONE, State, Step, finish, node_of, place, waiting
from dougong.runtime.flows.node_type import Node, Visit
from dougong.runtime.flows.nodes import came_before, heard, matches
from dougong.runtime.flows.waits import began, unsubscribe


def step_failed(tx: Transaction, instance: str, key: str, problem: Any) -> None:
    """A waiting step failed: an incident, until somebody retries or skips it."""
    row = store.held_alive(tx, instance)
    if row is None:
        return
    node = {"id": node_of(key)}
    state = finish(State.from_json(row["data"]), key, Step(DONE))
    if state is None:
        return
    step = failed(tx, row, key, node, problem)
    store.note_step(tx, instance, key, node["id"], step)
    advance(tx, row, state.with_step(key, step))


def event_came(tx: Transaction, instance: str, event: Mapping[str, Any]) -> None:
    """An event some step or handler of the instance listens for."""
    row = store.held_alive(tx, instance)
    if row is None or event["id"] <= began(row):
        return
    running = Running.of(tx, row)
    about, record = {"form": f"form:{event['form']}", "event": event["name"]}, event["record"]

    def came(node: Node, visit: Visit) -> str | None:
        return record if node["on"] == about and matches(node, visit, record) else None

    state = Handlers(running).hear(State.from_json(row["data"]), about, record)
    advance(tx, row, _waits(running, state, came))


def time_came(tx: Transaction, instance: str, handler: str) -> None:
    """The time of a handler is up."""
    row = store.held_alive(tx, instance)
    if row is not None:
        state = State.from_json(row["data"])
        advance(tx, row, Handlers(Running.of(tx, row)).due(state, handler))


def look_again(tx: Transaction, instance: str) -> None:
    """Events the instance waits for may have come while it began to listen."""
    row = store.held_alive(tx, instance)
    if row is None:
        return
    state = _waits(Running.of(tx, row), State.from_json(row["data"]), came_before)
    advance(tx, row, state, again=True)


def _waits(running: Running, state: State, came: Callable[[Node, Visit], str | None]) -> State:
    """The state after every step is done whose event `came`: it gives the record that is about."""
    for key in waiting(state):
        found = place(running.flow.body, state, key)
        if found is None or found.node["do"] != "wait" or "on" not in found.node:
            continue
        record = came(found.node, running.visit(found))
        if record is not None:
            step = heard(record)
            state = finish(state, key, step) or state
            unsubscribe(running.tx, running.id, key)
            store.note_step(running.tx, running.id, key, str(found.node["id"]), step)
    return state


def interrupt(tx: Transaction, instance: str, reason: str, tell: bool = True) -> None:
    """End an instance: everything it waits for is withdrawn.

    With `tell` the instance that called it goes on; without, that one is being ended itself.
    """
    row = store.held_alive(tx, instance)
    if row is None:
        return
    state = withdraw_all(Running.of(tx, row), State.from_json(row["data"]), reason)
    store.keep(tx, row, state, "interrupted")
    resolve(tx, instance, f"interrupted: {reason}")
    ended(tx, row if tell else {**row, "parent": None})
