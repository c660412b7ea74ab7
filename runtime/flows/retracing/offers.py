"""What is offered at a task, and what it came back with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dougong.platform.storage import Transaction
from dougong.runtime.flows.going_back import ways_back
from dougong.runtime.flows.instances import flow_revision, read, steps_of
from dougong.runtime.flows.interpreter import Stage, way


@dataclass(frozen=True)
class Returned:
    """Who sent a task back, when and why."""

    by: str
    reason: str
    at: datetime


def offers(tx: Transaction, task: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The nodes an open task may be sent back to, as the definition lists them."""
    row = read(tx, task["instance"])
    if row is None:
        return []
    flow = flow_revision(tx, row["flow"], row["revision"])
    stages: list[Stage] = way(flow.body, task["step"])
    known = {
        str(one["id"]): one for stage in stages for one in stage.nodes[: stage.index + 1]
    }  # the nearest last
    listed = ways_back(stages[-1].node)
    return [known[back.to] for back in listed if back.to in known]


def returned(tx: Transaction, task: Mapping[str, Any]) -> Returned | None:
    """Why the flow has come back to a task; None when it has come to it in its course."""
    if "#" not in task["step"]:
        return None
    for step in reversed(steps_of(tx, task["instance"])):
        told = (step["detail"] or {}).get("sent_back")
        if told and told["to"] == task["node"] and step["ended_at"] <= task["created_at"]:
            return Returned(told["by"], step["detail"]["reason"], step["ended_at"])
    return None
