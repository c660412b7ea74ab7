"""Going on: a step ended, an event came, a handler fired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.storage import Transaction
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.advance import advance, ended, failed
from dougong.runtime.flows.instances.frames import frame_of
from dougong.runtime.flows.instances.handlers import Handlers
from dougong.runtime.flows.instances.incidents import resolve
from dougong.runtime.flows.instances.revisions import flow_revision
from dougong.runtime.flows.instances.withdrawing import withdraw
from dougong.runtime.flows.interpreter import (
    CANCELLED,
    DONE,
    State,
    Step,
    finish,
    place,
    waiting,
)
from dougong.runtime.flows.node_type import Visit
from dougong.runtime.flows.nodes import matches
from dougong.runtime.flows.waits import began, earlier_events, unsubscribe


def step_failed(tx: Transaction, instance: str, key: str, problem: Any) -> None:
    """A waiting step failed: an incident, until somebody retries or skips it."""
    row = store.held(tx, instance)
    if row is None or row["state"] in ("done", "interrupted"):
        return
    node = {"id": key.rsplit("/", 1)[-1]}
    state = finish(State.from_json(row["data"]), key, Step(DONE))
    if state is None:
        return
    step = failed(tx, row, key, node, problem)
    store.note_step(tx, instance, key, node["id"], step)
    advance(tx, row, state.with_step(key, step))


def event_came(tx: Transaction, instance: str, event: Mapping[str, Any]) -> None:
    """An event some step or handler of the instance listens for."""
    row = store.held(tx, instance)
    if row is None or row["state"] in ("done", "interrupted") or event["id"] <= began(row):
        return
    flow = flow_revision(tx, row["flow"], row["revision"])
    state = State.from_json(row["data"])
    about, record = {"form": f"form:{event['form']}", "event": event["name"]}, event["record"]
    state = Handlers(tx, row, flow).hear(state, about, record)
    state = _waits(tx, row, flow, state, about, record)
    advance(tx, row, state)


def look_again(tx: Transaction, instance: str) -> None:
    """Events the instance waits for may have come while it began to listen."""
    row = store.held(tx, instance)
    if row is None or row["state"] in ("done", "interrupted"):
        return
    flow = flow_revision(tx, row["flow"], row["revision"])
    state = State.from_json(row["data"])
    for key in waiting(state):
        found = place(flow.body, state, key)
        heard = found.node.get("on") if found and found.node["do"] == "wait" else None
        if found is not None and heard is not None:
            about = None if "match" in found.node else row["record"]
            for record in earlier_events(tx, row, heard, about):
                state = _waits(tx, row, flow, state, heard, record)
    advance(tx, row, state, again=True)


def _waits(
    tx: Transaction,
    row: dict[str, Any],
    flow: Definition,
    state: State,
    about: dict[str, str],
    record: str,
) -> State:
    for key in waiting(state):
        found = place(flow.body, state, key)
        if found is None or found.node["do"] != "wait" or found.node.get("on") != about:
            continue
        node = found.node
        frame = frame_of(tx, row, flow, found.static, found.names, node["id"])
        if matches(node, Visit(row, key, frame), record):
            step = Step(DONE, {"event": {"record": {"id": record}}})
            state = finish(state, key, step) or state
            unsubscribe(tx, str(row["id"]), key)
            store.note_step(tx, str(row["id"]), key, str(node["id"]), step)
    return state


def interrupt(tx: Transaction, instance: str, reason: str, tell: bool = True) -> None:
    """End an instance: everything it waits for is withdrawn.

    With `tell` the instance that called it goes on; without, that one is being ended itself.
    """
    row = store.held(tx, instance)
    if row is None or row["state"] in ("done", "interrupted"):
        return
    flow = flow_revision(tx, row["flow"], row["revision"])
    state = after = State.from_json(row["data"])
    for key in waiting(state):
        withdraw(tx, row, flow, state, key, reason)
        after = after.with_step(key, Step(CANCELLED))
    store.keep(tx, row, after, "interrupted")
    resolve(tx, instance, f"interrupted: {reason}")
    ended(tx, row if tell else {**row, "parent": None})
