"""Lots by chance."""

from __future__ import annotations

from hypothesis import strategies as st

from dougong.runtime.functions.quality.sampling import Regime
from dougong.runtime.functions.quality.sampling.tables import tables

REGIMES = st.sampled_from([Regime.NORMAL, Regime.TIGHTENED, Regime.REDUCED])
AQLS = st.sampled_from(tables().aqls)
LEVELS = st.sampled_from(list(tables().letters))
LOTS = st.one_of(st.integers(1, 600), st.integers(1, 10**12))
