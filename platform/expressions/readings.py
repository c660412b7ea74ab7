"""Readings: what was measured, or judged, of several pieces."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

OK, NG, NA = "ok", "ng", "na"

# One for each piece in its place: a number, a mark, NA (will not be measured), None (still open).
Reading = Decimal | str | None
Readings = tuple[Reading, ...]


def numbers(readings: Readings | None) -> Iterator[Decimal]:
    """What was measured, without marks and open places."""
    return (one for one in readings or () if isinstance(one, Decimal))


def outside(reading: Reading, lower: Decimal | None, upper: Decimal | None) -> bool:
    """Whether a piece is beyond a limit, or marked as not good; on the limit is within."""
    if not isinstance(reading, Decimal):
        return reading == NG
    below = lower is not None and reading < lower
    return below or (upper is not None and reading > upper)


def closed(readings: list[Reading]) -> Readings | None:
    """The readings without the open places at their end; None where nothing is filled in."""
    kept = list(readings)
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept) or None
