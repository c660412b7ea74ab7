"""Taking back what steps have put out."""

from __future__ import annotations

from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.interpreter import CANCELLED, State, Step, place, waiting
from dougong.runtime.flows.nodes import NODES


def withdraw(running: Running, state: State, key: str, reason: str) -> None:
    """Take back what a cancelled step has put out: its task, wait, message or child.

    `state` is that before anything was cancelled.
    """
    found = place(running.flow.body, state, key)
    if found is None:
        return
    NODES[found.node["do"]].cancel(found.node, running.visit(found), reason)
    node, why = str(found.node["id"]), {"reason": reason}
    store.note_step(running.tx, running.id, key, node, Step(CANCELLED), why)


def withdraw_all(running: Running, state: State, reason: str) -> State:
    """The state after whatever still waits has been taken back."""
    after = state
    for key in waiting(state):
        withdraw(running, state, key, reason)
        after = after.with_step(key, Step(CANCELLED))
    return after
