"""Why the regime changed."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """The rule of the standard that was met; its clause in ISO 2859-1:1999."""

    STARTED = "started"  # 9.1: the normal regime at the start
    TWO_REJECTED = "two_rejected"  # 9.3.1: 2 of 5 or fewer consecutive lots
    FIVE_ACCEPTED = "five_accepted"  # 9.3.2: 5 consecutive lots on tightened
    FIVE_REJECTED = "five_rejected"  # 9.4: 5 lots in all on tightened
    SCORE_REACHED = "score_reached"  # 9.3.3: switching score, steady production, agreement
    REJECTED_ON_REDUCED = "rejected_on_reduced"  # 9.3.4: one lot
    WITHDRAWN = "withdrawn"  # 9.3.4: production irregular, or the authority decides
    RESUMED = "resumed"  # 9.4: after corrective action, on tightened
