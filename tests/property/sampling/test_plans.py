"""Every lot has a plan, and plans keep to what plans are for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dougong.runtime.functions.quality.sampling import (
    Regime,
    acceptance,
    code_letter,
    plan_for,
    plan_of,
    success_run,
)
from dougong.runtime.functions.quality.sampling.tables import tables
from tests.property.sampling.lots import AQLS, LEVELS, LOTS, REGIMES

_SETTINGS = settings(max_examples=400, deadline=None, derandomize=True, database=None)


@_SETTINGS
@given(lot=LOTS, level=LEVELS, aql=AQLS, regime=REGIMES)
def test_every_lot_has_a_plan(lot: int, level: str, aql: Decimal, regime: Regime) -> None:
    plan = plan_for(lot, level, aql, regime)
    assert plan.re == plan.ac + 1
    assert 1 <= plan.size <= lot
    assert plan.whole == (plan.size == lot)
    assert plan.whole or plan.size in tables().sizes[regime].values()


@_SETTINGS
@given(lots=st.tuples(LOTS, LOTS), level=LEVELS, regime=REGIMES)
def test_a_larger_lot_never_has_an_earlier_letter_or_a_smaller_sample_of_it(
    lots: tuple[int, int], level: str, regime: Regime
) -> None:
    """Of the letter itself: arrows may lead a larger lot to a smaller sample, and do."""
    letters = [code_letter(lot + 1, level) or "" for lot in sorted(lots)]
    sizes = [tables().sizes[regime][letter] for letter in letters]
    assert letters == sorted(letters) and sizes == sorted(sizes)


@pytest.mark.parametrize("letter", "ABCDEFGHJKLMNPQR")
def test_tightened_accepts_less_at_the_aql(letter: str) -> None:
    """Where units are counted in percent: all sixteen AQLs."""
    for aql in (one for one in tables().aqls if one <= 10):
        tight, normal = (plan_of(letter, aql, r) for r in (Regime.TIGHTENED, Regime.NORMAL))
        assert acceptance(tight.size, tight.ac, aql) <= acceptance(normal.size, normal.ac, aql)


@_SETTINGS
@given(
    confidence=st.decimals("0.1", "99.9", places=3), reliability=st.decimals("1", "99.99", places=2)
)
def test_a_success_run_is_the_shortest(confidence: Decimal, reliability: Decimal) -> None:
    size = success_run(confidence, reliability)
    risk = 1 - confidence / 100
    assert acceptance(size, 0, 100 - reliability) <= risk
    assert size == 1 or acceptance(size - 1, 0, 100 - reliability) > risk
