"""Taking back a task one has done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.problems import Conflict, NotFound, Problem
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message, translate
from dougong.runtime.flows.going_back import Back, takes_back
from dougong.runtime.flows.instances import flow_revision, held, read
from dougong.runtime.flows.interpreter import first_visit, place, way
from dougong.runtime.flows.nodes import NODES
from dougong.runtime.flows.retracing.stepping_back import Standing
from dougong.runtime.flows.tasks import give_up, task, tasks_about


def withdraw(tx: Transaction, id: str) -> str | None:
    """The task is open again for whoever did it, and what came after it begins anew once it is done;
    gives the id of the task that is open now.

    Raises NotFound and Forbidden (not the actor's task), Conflict (with the reason why it cannot be
    taken back), and what the transition named for it raises.
    """
    held(tx, task(tx, id)["instance"])
    found = task(tx, id)
    standing, back = _possible(tx, found)
    reason = translate(N_("Taken back by {name}"), tx.actor.language, name=tx.actor.name)
    give_up(tx, id, reason)
    standing.back(back, found, reason)
    place = first_visit(found["step"])
    anew = (one for one in tasks_about(tx, found["instance"]) if one["state"] == "open")
    return next((str(one["id"]) for one in anew if first_visit(one["step"]) == place), None)


def foreseen(tx: Transaction, found: Mapping[str, Any]) -> bool:
    """Whether the flow lets whoever did a task take it back."""
    row = read(tx, found["instance"])
    if row is None:
        return False
    flow = flow_revision(tx, row["flow"], row["revision"])
    return takes_back(way(flow.body, found["step"])[-1].node) is not None


def in_the_way(tx: Transaction, found: Mapping[str, Any]) -> Message | None:
    """Why the actor cannot take back a task they have done; None when they can."""
    try:
        _possible(tx, found)
    except Problem as problem:
        return problem.message
    return None


def _possible(tx: Transaction, found: Mapping[str, Any]) -> tuple[Standing, Back]:
    if found["state"] != "done" or found["done_by"] != tx.actor.id:
        raise NotFound(Message(N_("You have not done this task")))
    standing = Standing.of(tx, found)
    back = takes_back(standing.node)
    if back is None:
        raise Conflict(Message(N_("What is done here cannot be taken back")))
    flow, state = standing.running.flow.body, standing.state
    for key in standing.retrace(back, found).past:
        later = place(flow, state, key) if key != found["step"] else None
        if later is not None:
            node = NODES[later.node["do"]]
            why = node.acted_on(later.node, standing.running.visit(later), state.steps[key])
            if why is not None:
                raise Conflict(why)
    return standing, back
