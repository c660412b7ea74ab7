"""Actions: what rules, flows and operations do, one file each."""

from dougong.runtime.actions.action import Action
from dougong.runtime.actions.flow_start import FlowStart, bind_starter
from dougong.runtime.actions.for_each import ForEach, check_rows
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.notify import Notify
from dougong.runtime.actions.record_create import RecordCreate
from dougong.runtime.actions.record_find import RecordFind
from dougong.runtime.actions.record_put import RecordPut
from dougong.runtime.actions.record_transition import RecordTransition
from dougong.runtime.actions.record_update import RecordUpdate
from dougong.runtime.actions.record_void import RecordVoid
from dougong.runtime.actions.refuse import Refuse
from dougong.runtime.actions.sequence import output_scope, run_sequence
from dougong.runtime.actions.set_values import SetValues
from dougong.runtime.actions.warn import Warn

PARTS = (
    RecordCreate(), RecordUpdate(), RecordPut(), RecordTransition(), RecordVoid(), RecordFind(),
    ForEach(), Refuse(), Warn(), SetValues(), Notify(), FlowStart(),
)  # fmt: skip

__all__ = ["PARTS", "Action", "Frame", "bind_starter", "check_rows", "output_scope", "run_sequence"]
