"""Node types, one file each."""

from collections.abc import Mapping

from dougong.runtime.flows.node_type import NodeType
from dougong.runtime.flows.nodes.branch import Branch
from dougong.runtime.flows.nodes.copy_to import CopyTo
from dougong.runtime.flows.nodes.end import End
from dougong.runtime.flows.nodes.flow_call import FlowCall
from dougong.runtime.flows.nodes.for_each import ForEachNode
from dougong.runtime.flows.nodes.interface_call import InterfaceCall
from dougong.runtime.flows.nodes.parallel import Parallel
from dougong.runtime.flows.nodes.record_actions import action_nodes
from dougong.runtime.flows.nodes.repeat import Repeat, after_round
from dougong.runtime.flows.nodes.task_approve import TaskApprove
from dougong.runtime.flows.nodes.task_fill import TaskFill
from dougong.runtime.flows.nodes.wait import TIMER, Wait, came_before, heard, matches

PARTS = (
    TaskFill(),
    TaskApprove(),
    CopyTo(),
    Branch(),
    Parallel(),
    ForEachNode(),
    Repeat(),
    Wait(),
    FlowCall(),
    InterfaceCall(),
    End(),
)

NODES: Mapping[str, NodeType] = {**action_nodes(), **{part.id: part for part in PARTS}}

__all__ = ["NODES", "PARTS", "TIMER", "after_round", "came_before", "heard", "matches"]
