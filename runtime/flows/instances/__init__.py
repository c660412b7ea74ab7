"""Instances: the shell around the interpreter."""

from dougong.runtime.flows.instances.acting import as_flow
from dougong.runtime.flows.instances.advance import advance
from dougong.runtime.flows.instances.deadlines import DEADLINE, deadlines, timers
from dougong.runtime.flows.instances.flow_types import flow_form, round_place, types_in
from dougong.runtime.flows.instances.followers import (
    EVENT,
    HEARD,
    START,
    FlowFollowers,
)
from dougong.runtime.flows.instances.incidents import incidents_of
from dougong.runtime.flows.instances.repairing import retry, skip
from dougong.runtime.flows.instances.resuming import interrupt
from dougong.runtime.flows.instances.revisions import flow_revision
from dougong.runtime.flows.instances.seeing import check_act, may_see, visible
from dougong.runtime.flows.instances.starting import ChildCaller, start_called
from dougong.runtime.flows.instances.store import (
    ENDED,
    about,
    children,
    held,
    live,
    note_detail,
    read,
    steps_of,
)
from dougong.runtime.flows.instances.withdrawing import withdraw as withdraw_step
from dougong.runtime.flows.instances.working import (
    MessageOutcomes,
    again_job,
    deadline_job,
    event_job,
    heard_job,
    start_job,
    step_job,
    urge_job,
)
from dougong.runtime.flows.tasks import STEP
from dougong.runtime.flows.waits import AGAIN

__all__ = [
    "AGAIN",
    "DEADLINE",
    "ENDED",
    "EVENT",
    "HEARD",
    "START",
    "STEP",
    "ChildCaller",
    "FlowFollowers",
    "MessageOutcomes",
    "about",
    "advance",
    "check_act",
    "again_job",
    "as_flow",
    "children",
    "deadline_job",
    "deadlines",
    "event_job",
    "flow_form",
    "flow_revision",
    "heard_job",
    "held",
    "incidents_of",
    "interrupt",
    "live",
    "may_see",
    "note_detail",
    "read",
    "retry",
    "round_place",
    "skip",
    "start_called",
    "start_job",
    "step_job",
    "steps_of",
    "timers",
    "types_in",
    "urge_job",
    "visible",
    "withdraw_step",
]
