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
from dougong.runtime.flows.interpreter.survey import Listening, Ready, Survey
from dougong.runtime.flows.interpreter.transitions import finish, fire, join, rewind, waiting
from dougong.runtime.flows.interpreter.walking import left, needed, place, survey
from dougong.runtime.flows.interpreter.ways import Stage, first_visit, node_of, visit_of, way

__all__ = [
    "CANCELLED",
    "DONE",
    "FAILED",
    "OPEN",
    "SKIPPED",
    "WAITING",
    "Listening",
    "Ready",
    "Stage",
    "State",
    "Step",
    "Survey",
    "finish",
    "fire",
    "first_visit",
    "join",
    "left",
    "needed",
    "node_of",
    "place",
    "rewind",
    "survey",
    "visit_of",
    "waiting",
    "way",
]
