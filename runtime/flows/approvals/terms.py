"""How an approval is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ANY, ALL, IN_ORDER, SHARE = "any", "all", "in_order", "share"
MODES = (ANY, ALL, IN_ORDER, SHARE)


@dataclass(frozen=True)
class Terms:
    """`share` of all seats must agree, at least `quorum` votes must be cast (both in the mode
    `share`); `abstain`: people may abstain."""

    mode: str
    share: Fraction = Fraction(1)
    quorum: int = 0
    abstain: bool = False

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Terms:
        """As a node says it: `mode`, `share` ("0.75", "2/3"), `quorum`, `abstain`."""
        share = Fraction(str(body.get("share") or "1"))
        return cls(
            body["mode"], share, int(body.get("quorum") or 0), bool(body.get("abstain", False))
        )

    def needed(self, seats: int) -> int:
        """How many of so many seats must agree."""
        if self.mode == ANY:
            return min(1, seats)
        return -(-self.share.numerator * seats // self.share.denominator)
