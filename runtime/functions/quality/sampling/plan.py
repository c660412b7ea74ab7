"""A single sampling plan for one lot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Take `size` units; accept the lot with at most `ac` found, do not with `re` or more.

    `letter` is the code letter of the row the plan stands in, after arrows; None for a lot of a
    single unit, which the tables do not know. `whole`: the sample is the lot, inspected 100 %.
    What is counted, nonconforming units or nonconformities, is that of the AQL.
    """

    letter: str | None
    size: int
    ac: int
    re: int
    whole: bool = False
