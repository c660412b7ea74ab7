"""Sending a task back."""

from __future__ import annotations

from typing import Any

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.runtime.flows.approvals import whose_turn
from dougong.runtime.flows.going_back import ways_back
from dougong.runtime.flows.instances import held, note_detail
from dougong.runtime.flows.retracing.stepping_back import Standing
from dougong.runtime.flows.tasks import claim, give_up, task


def send_back(tx: Transaction, id: str, to: str, reason: str) -> None:
    """The steps from the node `to` on are done again; whoever did them gets them first.

    A vote is sent back by whose turn it is. Raises NotFound and Forbidden (not the actor's task),
    Conflict (over, or somebody else's), Invalid
    (`to` is not offered), and what the transition named for it raises.
    """
    held(tx, task(tx, id)["instance"])  # before the task: workers take them in this order
    found = _taken_up(tx, id)
    standing = Standing.of(tx, found)
    back = next((one for one in ways_back(standing.node) if one.to == to), None)
    if back is None:
        problem = FieldProblem("to", "unknown_option", Message(N_("Choose where to send it back")))
        raise Invalid.of([problem])
    give_up(tx, id, reason)
    standing.back(back, found, reason)
    detail = {"sent_back": {"to": to, "by": tx.actor.id}, "reason": reason}
    note_detail(tx, found["instance"], found["step"], detail)


def _taken_up(tx: Transaction, id: str) -> dict[str, Any]:
    found = task(tx, id)
    return whose_turn(tx, id) if found["kind"] == "approve" else claim(tx, id)
