"""Which acceptance quality limits the standard has."""

from __future__ import annotations

from decimal import Decimal

from dougong.runtime.functions.quality.no_answer import NoAnswer
from dougong.runtime.functions.quality.sampling.tables import tables

# Above it an AQL can only mean nonconformities per 100 units.
LARGEST_PERCENT = Decimal(10)
PERCENT, PER_100 = "percent", "per_100"


def is_aql(aql: Decimal, counted: str = PER_100) -> bool:
    """Whether `aql` is one of the 26 of the standard, which knows nothing between them.

    `counted` is what the AQL counts: `"percent"`, nonconforming units in percent, of which the
    standard has 16 up to 10; or `"per_100"`, nonconformities per 100 units, of which it has all.
    Raises NoAnswer for another word.
    """
    if counted not in (PERCENT, PER_100):
        raise NoAnswer(f"counted: {counted}")
    return aql in tables().aqls and (counted == PER_100 or aql <= LARGEST_PERCENT)
