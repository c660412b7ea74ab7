"""What one lot counts for."""

from __future__ import annotations

from decimal import Decimal

from dougong.runtime.functions.quality.sampling import Regime, plan_for, tighter_ac
from dougong.runtime.functions.quality.switching.event import Event


def lot_event(found: int, lot: int, level: str, aql: Decimal, regime: Regime) -> Event:
    """The event of a lot of `lot` units in whose sample `found` were found.

    `found` counts what the AQL counts: nonconforming units or nonconformities. With Ac 2 or more
    on the normal regime the switching score asks whether the lot would also be accepted with the
    AQL one step tighter (9.3.3.2). Raises NoAnswer as `plan_for` does.
    """
    plan = plan_for(lot, level, aql, regime)
    if found >= plan.re:
        return Event.REJECTED
    if regime is not Regime.NORMAL or plan.ac < 2 or plan.letter is None:
        return Event.ACCEPTED
    tighter = tighter_ac(plan.letter, aql)
    return Event.TIGHTER if tighter is not None and found <= tighter else Event.LOOSE
