"""One change of regime."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.runtime.functions.quality.sampling import Regime
from dougong.runtime.functions.quality.switching.cause import Cause


@dataclass(frozen=True)
class Change:
    """From `before` to `regime`, because of `cause`; `score` is the switching score that led to
    the reduced regime.
    """

    before: Regime
    regime: Regime
    cause: Cause
    score: int | None = None
