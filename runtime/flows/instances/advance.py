"""Advancing an instance: all nodes that need only the database, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.expressions import holds
from dougong.platform.problems import Problem
from dougong.platform.storage import Cause, Transaction
from dougong.platform.storage.query import any_record
from dougong.platform.texts import LANGUAGES
from dougong.runtime.actions import Frame
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.flow_types import flow_form, types_in
from dougong.runtime.flows.instances.incidents import open_incident
from dougong.runtime.flows.instances.revisions import flow_revision
from dougong.runtime.flows.interpreter import (
    DONE,
    FAILED,
    SKIPPED,
    Listening,
    Ready,
    State,
    Step,
    finish,
    survey,
)
from dougong.runtime.flows.node_type import Visit
from dougong.runtime.flows.nodes import NODES
from dougong.runtime.flows.waits import note, unsubscribe

MAX_STEPS = 2000


def advance(tx: Transaction, row: dict[str, Any], state: State) -> None:
    """Start whatever is ready until the instance only waits or has ended, then write it once.

    A node that fails makes an incident; what it had begun is undone, what came before stays.
    """
    flow = flow_revision(tx, row["flow"], row["revision"])
    for _ in range(MAX_STEPS):
        found = survey(flow.body, state)
        if not found.ready:
            break
        state = state.with_step(found.ready[0].key, _start(tx, row, flow, found.ready[0]))
    else:
        raise RuntimeError(f"instance {row['id']} does not come to rest")
    status = "incident" if found.failed else "done" if found.done else "running"
    store.keep(tx, row, state, status)
    _listen(tx, row, found.listening if status != "done" else [])
    if status == "done":
        ended(tx, row)


def _listen(tx: Transaction, row: Mapping[str, Any], listening: list[Listening]) -> None:
    """Subscribe for the handlers that are alive now, and no others."""
    unsubscribe(tx, str(row["id"]), purpose="handler")
    for one in listening:
        note(tx, str(row["id"]), f"{one.key}!{one.handler['id']}", "handler", one.handler["on"])


def frame_of(
    tx: Transaction,
    row: Mapping[str, Any],
    flow: Definition,
    static: str,
    names: Mapping[str, Any],
    node: str,
) -> Frame:
    """What a node works with: the record the flow is about, the names it sees, its cause."""
    cause = Cause("instance", str(row["id"]), {"flow": row["flow"], "node": node})
    inner = tx.as_(cause)
    form = flow_form(flow)
    record = any_record(tx, form, row["record"]) if form and row["record"] else None
    types = types_in(tx.library, flow, row["revision"])[static]
    return Frame(inner, form, record.all() if record else None, types, names)


def _start(tx: Transaction, row: dict[str, Any], flow: Definition, ready: Ready) -> Step:
    node = ready.node
    frame = frame_of(tx, row, flow, ready.static, ready.names, node["id"])
    visit = Visit(row, ready.key, frame)
    try:
        with tx.connection.begin_nested():
            if "if" in node and not holds(frame.evaluate(node["if"])):
                step = Step(SKIPPED)
            else:
                step = NODES[node["do"]].start(node, visit)
    except Problem as problem:
        step = failed(tx, row, ready.key, node, problem)
    store.note_step(tx, str(row["id"]), ready.key, str(node["id"]), step)
    return step


def failed(
    tx: Transaction, row: Mapping[str, Any], key: str, node: Mapping[str, Any], problem: Problem
) -> Step:
    """A step that cannot go on by itself gets an incident with an owner."""
    words = {language: _told(problem, language) for language in LANGUAGES}
    open_incident(tx, str(row["id"]), {"step": key, "node": node["id"], "error": words})
    return Step(FAILED)


def _told(problem: Problem, language: str) -> str:
    details = [one.message.render(language) for one in problem.fields]
    return " ".join(dict.fromkeys([problem.message.render(language), *details]))


def ended(tx: Transaction, row: Mapping[str, Any]) -> None:
    """Stop listening, and let the instance that called this one go on."""
    unsubscribe(tx, str(row["id"]))
    if row["parent"]:
        step_ended(tx, row["parent"], row["parent_step"], None)


def step_ended(tx: Transaction, instance: str, key: str, outputs: Mapping[str, Any] | None) -> None:
    """A waiting step is done; an instance that no longer waits for it is left alone."""
    row = store.held(tx, instance)
    if row is None or row["state"] in ("done", "interrupted"):
        return
    step = Step(DONE, outputs)
    state = finish(State.from_json(row["data"]), key, step)
    if state is None:
        return
    unsubscribe(tx, instance, key)
    store.note_step(tx, instance, key, key.rsplit("/", 1)[-1], step)
    advance(tx, row, state)
