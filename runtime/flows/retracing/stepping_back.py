"""An instance goes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.problems import Conflict
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.targets import target
from dougong.runtime.flows.going_back import Back
from dougong.runtime.flows.instances import ENDED, advance, as_flow, read, withdraw_step
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.interpreter import Ready, State, rewind, survey, way
from dougong.runtime.records import move

Node = Mapping[str, Any]
GONE_ON = N_("The flow has gone on another way meanwhile")


@dataclass(frozen=True)
class Retraced:
    """The state `after` going back, keys of steps that lived and of all that count no more, and the
    node that comes next."""

    after: State
    live: list[str]
    past: list[str]
    ready: Ready


@dataclass(frozen=True)
class Standing:
    """Where the instance of a task stands: the flow acts in `running`, `node` is the task's."""

    running: Running
    state: State
    node: Node

    @classmethod
    def of(cls, tx: Transaction, task: Mapping[str, Any]) -> Standing:
        """Whoever changes it holds the instance. Raises Conflict when it has ended or the task counts
        no more."""
        row = read(tx, task["instance"])
        if row is None or row["state"] in ENDED:
            raise Conflict(Message(N_("The flow has ended")))
        running = Running.of(as_flow(tx, row), row)
        state, key = State.from_json(row["data"]), str(task["step"])
        stages = way(running.flow.body, key)
        present = [state.key(stage.prefix + stage.node["id"]) for stage in stages]
        if not all(key == one or key.startswith(f"{one}/") for one in present):
            raise Conflict(Message(GONE_ON))
        return cls(running, state, stages[-1].node)

    def retrace(self, to: Back, task: Mapping[str, Any]) -> Retraced:
        """What going back would do; raises Conflict when that node would not come next."""
        flow, key = self.running.flow.body, str(task["step"])
        after, live, past = rewind(flow, self.state, key, to.to)
        ready = next((one for one in survey(flow, after).ready if one.node["id"] == to.to), None)
        if ready is None:
            raise Conflict(Message(GONE_ON))
        return Retraced(after, live, past, ready)

    def back(self, to: Back, task: Mapping[str, Any], reason: str) -> None:
        """Go back: what lives in between is withdrawn, the record is brought back, and the flow goes
        on from there. Raises Conflict, and what the transition raises."""
        found = self.retrace(to, task)
        for one in found.live:
            withdraw_step(self.running, self.state, one, reason)
        if to.transition is not None:
            form, record = self._record(found.ready, task)
            move(self.running.visit(found.ready).tx, form, record, to.transition, {})
        advance(self.running.tx, self.running.row, found.after)

    def _record(self, ready: Ready, task: Mapping[str, Any]) -> tuple[str, str]:
        """Of the node gone back to, if it is a task; else of the task itself."""
        if str(ready.node["do"]).startswith("task."):
            return target(ready.node, self.running.visit(ready).frame)
        return str(task["form"]), str(task["record"])
