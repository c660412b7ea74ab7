"""Instances: the shell around the interpreter."""

from dougong.runtime.flows.instances.flow_types import flow_form, types_in
from dougong.runtime.flows.instances.followers import (
    EVENT,
    START,
    STEP,
    FlowFollowers,
    MessageOutcomes,
    event_job,
    start_job,
    step_job,
)
from dougong.runtime.flows.instances.incidents import incidents_of
from dougong.runtime.flows.instances.repairing import retry, skip
from dougong.runtime.flows.instances.resuming import interrupt
from dougong.runtime.flows.instances.revisions import flow_revision
from dougong.runtime.flows.instances.seeing import check_act, may_see, visible
from dougong.runtime.flows.instances.starting import ChildCaller, start_called
from dougong.runtime.flows.instances.store import about, children, live, read, steps_of

__all__ = [
    "EVENT",
    "START",
    "STEP",
    "ChildCaller",
    "FlowFollowers",
    "MessageOutcomes",
    "about",
    "check_act",
    "children",
    "event_job",
    "flow_form",
    "flow_revision",
    "incidents_of",
    "interrupt",
    "live",
    "may_see",
    "read",
    "retry",
    "skip",
    "start_called",
    "start_job",
    "step_job",
    "steps_of",
    "types_in",
    "visible",
]
