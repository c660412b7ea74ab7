"""Where a series of lots stands."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.runtime.functions.quality.sampling import Regime
from dougong.runtime.functions.quality.switching.change import Change


@dataclass(frozen=True)
class State:
    """`regime` is that of the next lot.

    On the normal regime: `score`, the switching score, and `recent`, the last four lots, True for
    an accepted one. On tightened: `run`, lots accepted one after another, and `rejected`, lots not
    accepted in all. Each begins anew with a change of regime. `allowed`: the reduced regime may be
    used. `change`: the last change of regime, None before the first.
    """

    regime: Regime = Regime.NORMAL
    score: int = 0
    recent: tuple[bool, ...] = ()
    run: int = 0
    rejected: int = 0
    allowed: bool = False
    change: Change | None = None
