"""How an instance's state changes: by a step taken, a handler that fires, branches that join, or
by going back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dougong.runtime.flows.interpreter.state import (
    CANCELLED,
    DONE,
    FAILED,
    OPEN,
    WAITING,
    State,
    Step,
)
from dougong.runtime.flows.interpreter.ways import Stage, way

_ALIVE = (WAITING, FAILED)


def fire(state: State, key: str, handler: str, mode: str) -> tuple[State, list[str]]:
    """A handler of the scope `key` fires.

    When it interrupts, every step of the scope that waits or has failed is cancelled, those of its
    other handlers too; gives their keys, so that tasks, waits and messages can be withdrawn.
    """
    state = replace(state, fired=(*state.fired, f"{key}!{handler}"))
    return _cancelled(state, _inside(state, key)) if mode == "interrupt" else (state, [])


def join(state: State, key: str) -> tuple[State, list[str]]:
    """Enough branches of the `parallel` at `key` have ended: the others are cancelled; gives the
    keys of their steps that were alive."""
    after, live = _cancelled(state, _inside(state, key))
    return after.with_step(key, replace(state.steps[key], state=DONE)), live


def rewind(
    flow: Mapping[str, Any], state: State, key: str, to: str
) -> tuple[State, list[str], list[str]]:
    """Go back from the step `key` to the node `to` on its way.

    That node and whatever came after it are visited anew when it is their turn, under new keys. Gives
    the keys of steps that were alive and are cancelled, and of all steps that count no more.
    Raises KeyError when `to` is not on the way.
    """
    stages = way(flow, key)
    level = next((n for n in reversed(range(len(stages))) if _has(stages[n], to)), None)
    if level is None:
        raise KeyError(to)
    places = []
    for number, stage in enumerate(stages[: level + 1]):
        first = next(n for n, one in enumerate(stage.nodes) if one["id"] == to) if (
            number == level) else stage.index + 1  # fmt: skip
        places += [stage.prefix + one["id"] for one in stage.nodes[first:]]
    state, later = _rounds_again(state, stages[:level], key)
    return _anew(state, places + later)


def _has(stage: Stage, id: str) -> bool:
    return any(one["id"] == id for one in stage.nodes[: stage.index + 1])


def _rounds_again(state: State, stages: Sequence[Stage], key: str) -> tuple[State, list[str]]:
    """A `repeat` on the way is in the round of the step again; gives the places of later rounds."""
    later = []
    for stage in stages:
        holder = state.key(stage.prefix + stage.node["id"])
        step = state.steps[holder]
        if stage.node["do"] != "repeat" or not key.startswith(f"{holder}/"):
            continue
        number = int(key.removeprefix(f"{holder}/").partition("/")[0])
        state = state.with_step(holder, replace(step, state=OPEN, round=number))
        later += [
            f"{holder}/{later_one}/{node['id']}"
            for later_one in range(number + 1, step.round + 1)
            for node in stage.node["nodes"]
        ]
    return state, later


def _anew(state: State, places: Sequence[str]) -> tuple[State, list[str], list[str]]:
    """The next visit of each place that has been visited."""
    visited = [place for place in places if state.key(place) in state.steps]
    past = [one for place in visited for one in _of(state, state.key(place))]
    state, live = _cancelled(state, past)
    visits = {place: state.visits.get(place, 1) + 1 for place in visited}
    return replace(state, visits={**state.visits, **visits}), live, past


def _of(state: State, key: str) -> Iterator[str]:
    return (one for one in state.steps if one == key or one.startswith(f"{key}/"))


def _inside(state: State, scope: str) -> list[str]:
    """Keys of the steps of a scope."""
    ways = (f"{scope}/", f"{scope}!")
    return [one for one in state.steps if not scope or one.startswith(ways)]


def _cancelled(state: State, keys: Sequence[str]) -> tuple[State, list[str]]:
    """Every step of these that waits or has failed is cancelled; gives their keys."""
    live = [one for one in keys if state.steps[one].state in _ALIVE]
    over = {one: replace(state.steps[one], state=CANCELLED) for one in live}
    return replace(state, steps={**state.steps, **over}), live


def finish(state: State, key: str, step: Step, repaired: bool = False) -> State | None:
    """A waiting step ends (with `repaired`, one that had failed too); None when it no longer waits:
    it was cancelled, or ended before."""
    present = state.steps.get(key)
    alive = _ALIVE if repaired else (WAITING,)
    return state.with_step(key, step) if present is not None and present.state in alive else None


def waiting(state: State) -> list[str]:
    """Keys of the steps that wait for somebody or something."""
    return [key for key, step in state.steps.items() if step.state == WAITING]
