"""Going on: a step ended, an event came, a handler fired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.expressions import holds
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.advance import advance, ended, failed, frame_of
from dougong.runtime.flows.instances.revisions import flow_revision
from dougong.runtime.flows.interpreter import (
    DONE,
    Listening,
    State,
    Step,
    finish,
    fire,
    survey,
    waiting,
)
from dougong.runtime.flows.node_type import Visit
from dougong.runtime.flows.nodes import NODES, matches
from dougong.runtime.flows.waits import unsubscribe


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


def event_came(tx: Transaction, instance: str, form: str, event: str, record: str) -> None:
    """An event some step or handler of the instance listens for."""
    row = store.held(tx, instance)
    if row is None or row["state"] in ("done", "interrupted"):
        return
    flow = flow_revision(tx, row["flow"], row["revision"])
    state = State.from_json(row["data"])
    about = {"form": f"form:{form}", "event": event}
    state = _handlers(tx, row, flow, state, about, record)
    state = _waits(tx, row, flow, state, about, record)
    advance(tx, row, state)


def _handlers(
    tx: Transaction,
    row: dict[str, Any],
    flow: Definition,
    state: State,
    about: dict[str, str],
    record: str,
) -> State:
    for one in survey(flow.body, state).listening:
        if one.handler["on"] != about or not _fires(tx, row, flow, one, record):
            continue
        state, live = fire(state, one.key, one.handler["id"], one.handler["mode"])
        for key in live:
            withdraw(tx, row, flow, key, _reason(one.handler, tx))
    return state


def _reason(handler: Mapping[str, Any], tx: Transaction) -> str:
    """Why the steps of a scope end: the reason its handler gives to what it voids, else its id."""
    reasons = [node["reason"] for node in handler["nodes"] if "reason" in node]
    return pick(reasons[0], tx.actor.language) if reasons else str(handler["id"])


def _fires(
    tx: Transaction, row: dict[str, Any], flow: Definition, one: Listening, record: str
) -> bool:
    if "match" not in one.handler:
        return bool(record == row["record"])
    static = f"{one.static}!{one.handler['id']}"
    names = {**one.names, "event": {"record": {"id": record}}}
    frame = frame_of(tx, row, flow, static, names, one.handler["id"])
    return holds(frame.evaluate(one.handler["match"]))


def _waits(
    tx: Transaction,
    row: dict[str, Any],
    flow: Definition,
    state: State,
    about: dict[str, str],
    record: str,
) -> State:
    for key in waiting(state):
        node, static, names = locate(flow, state, key)
        if node is None or node.get("do") != "wait" or node.get("on") != about:
            continue
        frame = frame_of(tx, row, flow, static, names, node["id"])
        if matches(node, Visit(row, key, frame), record):
            step = Step(DONE, {"event": {"record": {"id": record}}})
            state = finish(state, key, step) or state
            unsubscribe(tx, str(row["id"]), key)
            store.note_step(tx, str(row["id"]), key, str(node["id"]), step)
    return state


def locate(
    flow: Definition, state: State, key: str
) -> tuple[Mapping[str, Any] | None, str, Mapping[str, Any]]:
    """The node of a step, its static key and the names it sees: where the walk would start it."""
    without = State(state.inputs, {k: s for k, s in state.steps.items() if k != key}, state.fired)
    for ready in survey(flow.body, without).ready:
        if ready.key == key:
            return ready.node, ready.static, ready.names
    return None, "", {}


def withdraw(tx: Transaction, row: dict[str, Any], flow: Definition, key: str, reason: str) -> None:
    """Take back what a cancelled step has put out: its task, wait, message or child."""
    state = State.from_json(row["data"])
    node, static, names = locate(flow, state, key)
    if node is not None:
        frame = frame_of(tx, row, flow, static, names, node["id"])
        NODES[node["do"]].cancel(node, Visit(row, key, frame), reason)
        store.note_step(
            tx, str(row["id"]), key, str(node["id"]), Step("cancelled"), {"reason": reason}
        )


def interrupt(tx: Transaction, instance: str, reason: str) -> None:
    """End an instance: everything it waits for is withdrawn."""
    row = store.held(tx, instance)
    if row is None or row["state"] in ("done", "interrupted"):
        return
    flow = flow_revision(tx, row["flow"], row["revision"])
    state = State.from_json(row["data"])
    for key in waiting(state):
        withdraw(tx, row, flow, key, reason)
    store.keep(tx, row, state, "interrupted")
    ended(tx, row)
