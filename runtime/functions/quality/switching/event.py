"""What happens in a series of lots, one letter each."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """The result of a lot, or a decision of the responsible authority."""

    ACCEPTED = "A"  # with Ac 0 or 1, or where no score is kept
    TIGHTER = "T"  # accepted with Ac 2 or more, and would be with the AQL one step tighter
    LOOSE = "L"  # accepted with Ac 2 or more, but would not be with the AQL one step tighter
    REJECTED = "R"
    ALLOW = "Y"  # production is steady and the authority agrees to the reduced regime
    WITHDRAW = "N"  # production is irregular, or the authority wants the normal regime
    RESUME = "C"  # corrective action is taken and the authority accepts it


SCORES = {Event.ACCEPTED: 2, Event.TIGHTER: 3}
