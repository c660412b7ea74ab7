"""A series of lots as a text of events, oldest first, that a field can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from dougong.runtime.functions.quality.no_answer import NoAnswer
from dougong.runtime.functions.quality.switching.event import Event
from dougong.runtime.functions.quality.switching.state import State
from dougong.runtime.functions.quality.switching.steps import TO_REDUCED, after

KEPT = 60


def state_of(history: str) -> State:
    """The state after the events of `history`, letters of `Event`, from the start of the series.

    Raises NoAnswer for a letter that is no event.
    """
    try:
        return reduce(after, map(Event, history), State())
    except ValueError as error:
        raise NoAnswer(str(error)) from error


def extended(history: str, events: str) -> str:
    """`history` with `events` behind it, kept to about KEPT letters.

    Letters that no longer tell anything are left out: the state stays the same and so does what
    may follow; only a switching score far above the one needed is told lower. Raises NoAnswer.
    """
    kept = history + events
    state = _essence(state_of(kept))
    while len(kept) > KEPT:
        shorter = next((one for one in _shorter(kept) if _essence(state_of(one)) == state), None)
        if shorter is None:
            break
        kept = shorter
    return kept


def _shorter(history: str) -> Iterator[str]:
    """Histories that might do instead: without their beginning, then without one letter."""
    cut = len(history) - KEPT
    yield history[cut:]
    yield Event.ALLOW + history[cut + 1 :]
    for at in range(len(history)):
        yield history[:at] + history[at + 1 :]


def _essence(state: State) -> State:
    """What decides: above the score that is needed, more makes no difference."""
    change = state.change
    if change and change.score:
        change = replace(change, score=TO_REDUCED)
    return replace(state, score=min(state.score, TO_REDUCED), change=change)
