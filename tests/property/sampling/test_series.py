"""A shortened series goes on as the whole one would, and a lot counts for what its plan says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dougong.runtime.functions.quality.sampling import Regime, plan_for
from dougong.runtime.functions.quality.switching import (
    KEPT,
    Cause,
    Event,
    State,
    extended,
    lot_event,
    state_of,
)
from tests.property.sampling.lots import AQLS, LEVELS, LOTS, REGIMES

_SETTINGS = settings(max_examples=400, deadline=None, derandomize=True, database=None)
# Mostly accepted lots, and every event: long runs and all the ways out of them.
EVENTS = st.one_of(
    st.sampled_from([one.value for one in Event]),
    st.sampled_from(["A", "T"]).flatmap(lambda one: st.integers(1, 40).map(lambda n: one * n)),
    st.sampled_from(["RR", "RRR", "YTTTTTTTTTT", "RRRRR", "AAAAA"]),
)


@_SETTINGS
@given(lot=LOTS, level=LEVELS, aql=AQLS, regime=REGIMES, found=st.integers(0, 50))
def test_a_lot_is_accepted_up_to_ac(
    lot: int, level: str, aql: Decimal, regime: Regime, found: int
) -> None:
    event = lot_event(found, lot, level, aql, regime)
    assert (event is Event.REJECTED) == (found > plan_for(lot, level, aql, regime).ac)


def decides(state: State) -> tuple[State, Cause | None]:
    """All but how far the score is above the one needed."""
    cause = state.change.cause if state.change else None
    return replace(state, score=min(state.score, 30), change=None), cause


@settings(_SETTINGS, max_examples=60)
@given(parts=st.lists(EVENTS, max_size=40))
def test_a_shortened_series_goes_on_as_the_whole_one(parts: list[str]) -> None:
    kept = whole = ""
    for part in parts:
        kept, whole = extended(kept, part), whole + part
        assert decides(state_of(kept)) == decides(state_of(whole))
        assert len(kept) <= KEPT
