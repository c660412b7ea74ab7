"""One event further.

The numbers are those of ISO 2859-1:1999, 9.3 and 9.4 (GB/T 2828.1-2012 has the same), as two
public restatements give them; no licensed copy was read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dougong.runtime.functions.quality.sampling import Regime
from dougong.runtime.functions.quality.switching.cause import Cause
from dougong.runtime.functions.quality.switching.change import Change
from dougong.runtime.functions.quality.switching.event import SCORES, Event
from dougong.runtime.functions.quality.switching.state import State

WINDOW = 5  # consecutive lots on the normal regime that are looked at together
TO_TIGHTENED = 2  # lots not accepted among them
TO_NORMAL = 5  # lots accepted one after another on the tightened regime
TO_DISCONTINUED = 5  # lots not accepted in all on the tightened regime
TO_REDUCED = 30  # switching score


def after(state: State, event: Event) -> State:
    """The state after `event`.

    A lot looked at while the series is discontinued changes nothing, nor does RESUME elsewhere.
    A lot not accepted on the reduced regime does not count among the five of the normal regime.
    """
    if event in (Event.ALLOW, Event.WITHDRAW):
        return _permission(state, event is Event.ALLOW)
    if event is Event.RESUME:
        stopped = state.regime is Regime.DISCONTINUED
        return _switched(state, Regime.TIGHTENED, Cause.RESUMED) if stopped else state
    return _LOTS[state.regime](state, event)


def _permission(state: State, allowed: bool) -> State:
    state = replace(state, allowed=allowed)
    if state.regime is Regime.REDUCED and not allowed:
        return _switched(state, Regime.NORMAL, Cause.WITHDRAWN)
    return _reduced_if_earned(state)


def _reduced_if_earned(state: State) -> State:
    if state.regime is Regime.NORMAL and state.allowed and state.score >= TO_REDUCED:
        return _switched(state, Regime.REDUCED, Cause.SCORE_REACHED, state.score)
    return state


def _on_normal(state: State, event: Event) -> State:
    lots = (*state.recent, event is not Event.REJECTED)[-WINDOW:]
    if lots.count(False) >= TO_TIGHTENED:
        return _switched(state, Regime.TIGHTENED, Cause.TWO_REJECTED)
    earned = SCORES.get(event)
    score = 0 if earned is None else state.score + earned
    return _reduced_if_earned(replace(state, score=score, recent=lots[1 - WINDOW :]))


def _on_tightened(state: State, event: Event) -> State:
    if event is Event.REJECTED:
        rejected = state.rejected + 1
        if rejected == TO_DISCONTINUED:
            return _switched(state, Regime.DISCONTINUED, Cause.FIVE_REJECTED)
        return replace(state, run=0, rejected=rejected)
    if state.run + 1 == TO_NORMAL:
        return _switched(state, Regime.NORMAL, Cause.FIVE_ACCEPTED)
    return replace(state, run=state.run + 1)


def _on_reduced(state: State, event: Event) -> State:
    if event is Event.REJECTED:
        return _switched(state, Regime.NORMAL, Cause.REJECTED_ON_REDUCED)
    return state


def _switched(state: State, regime: Regime, cause: Cause, score: int | None = None) -> State:
    change = Change(state.regime, regime, cause, score)
    return State(regime, allowed=state.allowed, change=change)


_LOTS: Mapping[Regime, Callable[[State, Event], State]] = {
    Regime.NORMAL: _on_normal,
    Regime.TIGHTENED: _on_tightened,
    Regime.REDUCED: _on_reduced,
    Regime.DISCONTINUED: lambda state, _: state,
}
