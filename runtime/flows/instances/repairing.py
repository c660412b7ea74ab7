"""What the owner of an incident can do."""

from __future__ import annotations

from dataclasses import replace

from dougong.connectors.engine import replay
from dougong.connectors.journal import MessageState, messages
from dougong.platform.problems import Conflict, NotFound
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.advance import advance
from dougong.runtime.flows.instances.incidents import resolve
from dougong.runtime.flows.interpreter import (
    FAILED,
    OPEN,
    SKIPPED,
    WAITING,
    State,
    Step,
    node_of,
)


def retry(tx: Transaction, instance: str) -> None:
    """Try the failed steps again; a refused message is sent again under its old effect key.

    Raises NotFound, Conflict (nothing failed).
    """
    row, state, failed = _failed(tx, instance)
    for key in failed:
        refused = messages(
            tx, [("effect_key", f"{instance}:{key}"), ("state", MessageState.REFUSED)]
        )
        if refused:
            replay(tx, refused[0]["id"])
            state = state.with_step(key, Step(WAITING))
        else:
            state = _again(state, key)
    resolve(tx, instance, "retry")
    advance(tx, row, state)


def skip(tx: Transaction, instance: str, reason: str) -> None:
    """Go on without the failed steps, and say why; raises NotFound, Conflict."""
    row, state, failed = _failed(tx, instance)
    for key in failed:
        state = state.with_step(key, replace(state.steps[key], state=SKIPPED))
        store.note_step(tx, instance, key, node_of(key), Step(SKIPPED), {"reason": reason})
    resolve(tx, instance, f"skip: {reason}")
    advance(tx, row, state)


def _again(state: State, key: str) -> State:
    """As if the step had not begun; a `repeat` whose rounds were used up has one more."""
    step = state.steps[key]
    if step.round:
        return state.with_step(key, replace(step, state=OPEN, round=step.round + 1))
    return state.without(key)


def _failed(tx: Transaction, instance: str) -> tuple[dict[str, object], State, list[str]]:
    row = store.held(tx, instance)
    if row is None:
        raise NotFound(Message(N_("There is no such instance")))
    state = State.from_json(row["data"])
    failed = [key for key, step in state.steps.items() if step.state == FAILED]
    if not failed:
        raise Conflict(Message(N_("Nothing of this instance has failed")))
    return row, state, failed
