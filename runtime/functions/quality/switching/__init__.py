"""Switching between the normal, tightened and reduced regimes, ISO 2859-1:1999 clause 9.

For one series of lots: one source, one material, one class of nonconformity. First submissions
only: lots submitted again count for nothing.
"""

from dougong.runtime.functions.quality.switching.cause import Cause
from dougong.runtime.functions.quality.switching.change import Change
from dougong.runtime.functions.quality.switching.event import Event
from dougong.runtime.functions.quality.switching.history import KEPT, extended, state_of
from dougong.runtime.functions.quality.switching.result import lot_event
from dougong.runtime.functions.quality.switching.state import State
from dougong.runtime.functions.quality.switching.steps import after
from dougong.runtime.functions.quality.switching.telling import outlook, reason

__all__ = [
    "KEPT",
    "Cause",
    "Change",
    "Event",
    "State",
    "after",
    "extended",
    "lot_event",
    "outlook",
    "reason",
    "state_of",
]
