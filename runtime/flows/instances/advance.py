"""Advancing an instance: all nodes that need only the database, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dougong.platform.expressions import holds
from dougong.platform.problems import Problem
from dougong.platform.storage import Transaction, wire
from dougong.platform.texts import LANGUAGES, N_, translate
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.flow_types import END, round_place
from dougong.runtime.flows.instances.handlers import Handlers
from dougong.runtime.flows.instances.incidents import open_incident, resolve
from dougong.runtime.flows.instances.kept_values import plain
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.instances.withdrawing import withdraw, withdraw_all
from dougong.runtime.flows.interpreter import (
    DONE,
    FAILED,
    SKIPPED,
    Ready,
    State,
    Step,
    Survey,
    finish,
    join,
    left,
    node_of,
    survey,
)
from dougong.runtime.flows.nodes import NODES, after_round
from dougong.runtime.flows.waits import unsubscribe

MAX_ROUNDS = 20000


def advance(tx: Transaction, row: dict[str, Any], state: State, again: bool = False) -> None:
    """Start whatever is ready until the instance only waits or has ended, then write it once.

    A node that fails makes an incident; what it had begun is undone, what came before stays.
    `again`: handlers look back once more, also those that listen already.
    """
    running = Running.of(tx, row)
    handlers = Handlers(running, again)
    for _ in range(MAX_ROUNDS):
        found = survey(running.flow.body, state)
        gone_on = gone_on_inside(running, state, found) or handlers.look_back(state, found)
        if gone_on is None and not found.ready:
            break
        state = _started(running, state, found) if gone_on is None else gone_on
    else:
        raise RuntimeError(f"instance {row['id']} does not come to rest")
    if found.done:
        reason = translate(N_("The flow has ended"), tx.actor.language)
        state = withdraw_all(running, state, reason)
    handlers.rest(found)
    _keep(tx, row, state, "incident" if found.failed else "done" if found.done else "running")


def gone_on_inside(running: Running, state: State, found: Survey) -> State | None:
    """The state after branches have joined or a round is over; None where there is neither."""
    for key in found.joined:
        after, live = join(state, key)
        reason = translate(N_("Enough of the branches have come to their end"), running.language)
        for one in live:
            withdraw(running, state, one, reason)
        return after
    for ready in found.rounds:
        return state.with_step(ready.key, _next_round(running, ready, state.steps[ready.key]))
    return None


def _next_round(running: Running, ready: Ready, step: Step) -> Step:
    frame = running.frame(round_place(ready.static), ready.names, str(ready.node["id"]))
    try:
        after = after_round(ready.node, step, frame)
    except Problem as problem:
        after = failed(running.tx, running.row, ready.key, ready.node, problem)
        after = replace(after, round=step.round)
    store.note_step(running.tx, running.id, ready.key, str(ready.node["id"]), after)
    return after


def _started(running: Running, state: State, found: Survey) -> State:
    """Every node that is ready has begun; after an `end` the rest may not be ready any more."""
    for ready in found.ready:
        state = state.with_step(ready.key, _start(running, ready))
        if ready.node["do"] == "end":
            break
    return state


def _keep(tx: Transaction, row: dict[str, Any], state: State, status: str) -> None:
    repaired = row["state"] == "incident" and status != "incident"
    store.keep(tx, row, state, status)
    if repaired:
        resolve(tx, str(row["id"]), "went on")
    if status == "done":
        ended(tx, row)


def _start(running: Running, ready: Ready) -> Step:
    tx, node, visit = running.tx, ready.node, running.visit(ready)
    try:
        with tx.connection.begin_nested():
            if "if" in node and not holds(visit.frame.evaluate(node["if"])):
                step = Step(SKIPPED)
            else:
                step = NODES[node["do"]].start(node, visit)
    except Problem as problem:
        step = failed(tx, running.row, ready.key, node, problem)
    store.note_step(tx, running.id, ready.key, str(node["id"]), step)
    return step


def failed(
    tx: Transaction, row: Mapping[str, Any], key: str, node: Mapping[str, Any], problem: Problem
) -> Step:
    """A step that cannot go on by itself gets an incident with an owner."""
    words = {language: _told(problem, language) for language in LANGUAGES}
    open_incident(tx, str(row["id"]), {"step": key, "node": node["id"], "error": words})
    return Step(FAILED)


def _told(problem: Problem, language: str) -> str:
    details = [
        translate(
            N_("{field}: {what}"), language, field=one.path, what=one.message.render(language)
        )
        for one in problem.fields
    ]
    return " ".join(dict.fromkeys([problem.message.render(language), *details]))


def ended(tx: Transaction, row: Mapping[str, Any]) -> None:
    """Stop listening, and let the instance that called this one go on with what it gives back."""
    unsubscribe(tx, str(row["id"]))
    if row["parent"]:
        step_ended(tx, row["parent"], row["parent_step"], outputs_of(tx, str(row["id"])))


def outputs_of(tx: Transaction, instance: str) -> dict[str, Any]:
    """What an instance that has ended gives back, as plain data."""
    row = store.read(tx, instance)
    assert row is not None
    running = Running.of(tx, row)
    names = left(running.flow.body, State.from_json(row["data"]))
    frame = running.frame(END, names, "")
    found = {}
    for body in running.flow.body.get("outputs", ()):
        value = plain(frame.evaluate(body["compute"]))
        whole = body["type"] == "integer" and value is not None
        found[body["id"]] = int(value) if whole else value
    kept: dict[str, Any] = wire(found)
    return kept


def step_ended(
    tx: Transaction,
    instance: str,
    key: str,
    outputs: Mapping[str, Any] | None,
    repaired: bool = False,
) -> None:
    """A waiting step is done; an instance that no longer waits for it is left alone.

    `repaired`: also a step that had failed, when what failed has come to a good end after all.
    """
    row = store.held_alive(tx, instance)
    if row is None:
        return
    step = Step(DONE, outputs)
    state = finish(State.from_json(row["data"]), key, step, repaired)
    if state is None:
        return
    unsubscribe(tx, instance, key)
    store.note_step(tx, instance, key, node_of(key), step)
    advance(tx, row, state)
