"""`flow.start`: start a flow and go on without waiting for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import reference
from dougong.platform.storage import Transaction
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.called import check_inputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.values import RECORD_PLACES, SET, worked_out

Starter = Callable[[Transaction, str, Mapping[str, Any]], object]
_starter: list[Starter] = []


def bind_starter(starter: Starter) -> None:
    """Say who starts flows; the room of flows stands above this one."""
    _starter[:] = [starter]


class FlowStart(Action):
    """`flow` and `with` (its inputs)."""

    id = "flow.start"
    title = {"zh": "启动流程", "en": "Start a flow"}
    schema = {"flow": reference("flow"), "with": SET}
    required = ("flow",)
    apart = True
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        check_inputs(part, scope)

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        _starter[0](frame.tx, str(action["flow"]), worked_out(action.get("with", {}), frame))
        return None
