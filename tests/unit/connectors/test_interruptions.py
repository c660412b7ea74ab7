"""A flow that is interrupted takes back what is not sent, and leaves what was."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.connectors.engine import queue, replay
from dougong.platform.problems import Conflict
from tests.unit.connectors.messages import count, lose_jobs, planned, states
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import Node, log, main, on, opened, put


def _halting(*nodes: Node) -> dict[str, Any]:
    return {"handlers": [on("stop", "halted", "interrupt", *nodes)]}


def test_an_interruption_withdraws_what_is_not_sent(desk: Desk) -> None:
    """And what waits behind the withdrawn message is sent at last."""
    desk.publish(main(put("first"), log("never"), **_halting(log("halted"))))
    case = desk.create("clara", "case", {"title": "one"}, "open")
    assert desk.jobs._run_one()
    (told,) = desk.rows("message")
    lose_jobs(desk, key=told["id"])
    behind = planned(desk, case, "behind")
    with desk.service() as tx:
        queue(tx, behind)
    desk.drain()
    assert states(desk) == ["planned", "planned"]
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    first, second = desk.rows("message")
    assert (first["state"], first["reason"]) == ("refused", "withdrawn")
    assert second["state"] == "confirmed"
    assert (count(desk, case), count(desk, case, "behind")) == (0, 1)
    assert desk.one("instance")["state"] == "done"
    with pytest.raises(Conflict), desk.service() as tx:
        replay(tx, told["id"])


def test_an_interruption_leaves_what_was_sent(desk: Desk) -> None:
    pause = {"id": "pause", "do": "wait", "hours": 1}
    desk.publish(main(put("first"), pause, **_halting(log("halted"))))
    case = opened(desk)
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    assert desk.find("log", label="halted") is not None
    assert (states(desk), count(desk, case)) == (["confirmed"], 1)
