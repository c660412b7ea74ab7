"""The flow interpreter: pure. Flow and steps in, what is ready out."""

from dougong.runtime.flows.interpreter.state import (
    CANCELLED,
    DONE,
    FAILED,
    OPEN,
    SKIPPED,
    WAITING,
    State,
    Step,
)
from dougong.runtime.flows.interpreter.survey import Listening, Ready, Survey, place, survey
from dougong.runtime.flows.interpreter.transitions import finish, fire, waiting

__all__ = [
    "CANCELLED",
    "DONE",
    "FAILED",
    "OPEN",
    "SKIPPED",
    "WAITING",
    "Listening",
    "Ready",
    "State",
    "Step",
    "Survey",
    "finish",
    "fire",
    "place",
    "survey",
    "waiting",
]
