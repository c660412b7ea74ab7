"""How an instance's state changes: by a step taken, or by a handler that fires."""

from __future__ import annotations

from dougong.runtime.flows.interpreter.state import CANCELLED, FAILED, WAITING, State, Step


def fire(state: State, key: str, handler: str, mode: str) -> tuple[State, list[str]]:
    """A handler of the scope `key` fires.

    When it interrupts, every step of the scope that waits or has failed is cancelled, those of its
    other handlers too; gives their keys, so that tasks, waits and messages can be withdrawn.
    """
    fired = (*state.fired, f"{key}!{handler}")
    if mode != "interrupt":
        return State(state.inputs, state.steps, fired), []
    alive = (WAITING, FAILED)
    live = [one for one, step in state.steps.items() if _inside(one, key) and step.state in alive]
    steps = dict(state.steps)
    for one in live:
        steps[one] = Step(CANCELLED, steps[one].outputs)
    return State(state.inputs, steps, fired), live


def _inside(step: str, scope: str) -> bool:
    return not scope or step.startswith((f"{scope}/", f"{scope}!"))


def finish(state: State, key: str, step: Step, repaired: bool = False) -> State | None:
    """A waiting step ends (with `repaired`, one that had failed too); None when it no longer waits:
    it was cancelled, or ended before."""
    present = state.steps.get(key)
    alive = (WAITING, FAILED) if repaired else (WAITING,)
    return state.with_step(key, step) if present is not None and present.state in alive else None


def waiting(state: State) -> list[str]:
    """Keys of the steps that wait for somebody or something."""
    return [key for key, step in state.steps.items() if step.state == WAITING]
