"""Stand-ins: who does somebody's tasks while they are away.

A stand-in acts as themselves, with their own rights; the tasks of the other one come on top.
"""

from dougong.runtime.flows.stand_ins.appointing import appoint, end
from dougong.runtime.flows.stand_ins.finding import (
    appointed,
    present,
    standing_in,
    stood_in_for,
    with_stand_ins,
)

__all__ = [
    "appoint",
    "appointed",
    "end",
    "present",
    "standing_in",
    "stood_in_for",
    "with_stand_ins",
]
