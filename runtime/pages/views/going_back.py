"""What a task's pages say of going back: where it may be sent, why it came, whether it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.storage import Transaction
from dougong.runtime.flows import retracing
from dougong.runtime.flows.instances import flow_revision, read
from dougong.runtime.flows.tasks import tasks_about
from dougong.runtime.pages.views.flow_words import FlowWords
from dougong.runtime.showing import Names, moment

Task = Mapping[str, Any]


@dataclass(frozen=True)
class Way:
    """A node to send back to; `who` did it the last time, if it is a task."""

    id: str
    title: str
    who: str


@dataclass(frozen=True)
class ReturnedView:
    """Who sent the task back, when and why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True)
class Withdrawal:
    """Taking back is foreseen here; `why` it is not possible any more."""

    why: str


def ways(tx: Transaction, task: Task) -> list[Way]:
    """Where an open task may be sent back to."""
    nodes, row = retracing.offers(tx, task), read(tx, task["instance"])
    if not nodes or row is None:
        return []
    flow = flow_revision(tx, row["flow"], row["revision"])
    words, names = FlowWords(tx, flow, row["revision"]), Names(tx)
    did = {one["node"]: one["done_by"] for one in tasks_about(tx, task["instance"])}
    return [
        Way(str(node["id"]), words.title(node), names.of("user", did.get(node["id"])))
        for node in nodes
    ]


def returned_view(tx: Transaction, task: Task) -> ReturnedView | None:
    """Why the flow came back to the task."""
    found = retracing.returned(tx, task)
    if found is None:
        return None
    by = Names(tx).of("user", found.by)
    return ReturnedView(by, moment(tx, found.at), found.reason)


def withdrawal(tx: Transaction, task: Task) -> Withdrawal | None:
    """Whether the actor may take back a task they have done; None where no flow foresees it."""
    if task["state"] != "done" or not retracing.foreseen(tx, task):
        return None
    why = retracing.in_the_way(tx, task)
    return Withdrawal(why.render(tx.actor.language) if why else "")
