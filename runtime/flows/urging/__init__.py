"""Urging: when a task is due, who is reminded before, and who is told or asked when it is late."""

from dougong.runtime.flows.urging.checking import check_due
from dougong.runtime.flows.urging.due import due_at
from dougong.runtime.flows.urging.planning import ESCALATE, REMIND, URGE, plan
from dougong.runtime.flows.urging.schema import DUE

__all__ = ["DUE", "ESCALATE", "REMIND", "URGE", "check_due", "due_at", "plan"]
