"""An amount with its currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in `currency` (ISO 4217); six decimal places at most."""

    amount: Decimal
    currency: str
