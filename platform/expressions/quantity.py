"""A number with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` in `unit` (a code such as `pcs`); six decimal places at most."""

    value: Decimal
    unit: str
