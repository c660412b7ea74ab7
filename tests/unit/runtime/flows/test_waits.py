"""Waits: for an event, for another record's event, for a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import Node, labels, log, main, offer, opened, perform, wait, work


def test_a_wait_goes_on_with_its_event(desk: Desk) -> None:
    desk.publish(main(wait("ping"), log("after")))
    case, other = opened(desk), opened(desk)
    desk.act("clara", "case", other.id, "ping")
    desk.drain()
    assert (labels(desk, case), labels(desk, other)) == ([], ["after"])
    desk.act("clara", "case", case.id, "ping")
    desk.drain()
    assert labels(desk, case) == ["after"]
    assert {row["state"] for row in desk.rows("instance")} == {"done"}
    assert desk.rows("subscription") == []


@pytest.mark.parametrize("drained", [True, False])
def test_a_wait_looks_back_to_the_event_that_started_the_flow(desk: Desk, drained: bool) -> None:
    """Also when that event came before the job that starts the instance had run."""
    desk.publish(main(*work("first"), wait("ping"), log("after")))
    case = opened(desk, drain=drained)
    desk.act("clara", "case", case.id, "ping")
    desk.drain()
    assert labels(desk, case) == []
    perform(desk)
    assert labels(desk, case) == ["after"]


def test_a_wait_does_not_look_beyond_its_start(desk: Desk) -> None:
    """A second instance about the same record is not woken by what ended the first."""
    again = small.flow(
        "again", [wait("ping"), log("after")], on={"form": "form:case", "event": "pinged"}
    )
    desk.publish(again)
    case = opened(desk)
    desk.act("clara", "case", case.id, "ping")
    desk.drain()
    assert labels(desk, case) == [], "the event that starts it is not the one it waits for"
    desk.act("clara", "case", case.id, "ping")
    desk.drain()
    assert labels(desk, case) == ["after"]


def test_a_wait_with_a_match_waits_for_another_record(desk: Desk) -> None:
    match = "event.record == other.record"
    desk.publish(main(offer("other"), wait("done", "performed", "work", match=match),
                      log("after", at="now()")))  # fmt: skip
    one, two = opened(desk), opened(desk)
    (mine, theirs) = (desk.find("work", case=one.id), desk.find("work", case=two.id))
    assert mine and theirs
    desk.act("carl", "work", theirs.id, "do", {"result": "x"})
    desk.drain()
    assert (labels(desk, one), labels(desk, two)) == ([], ["after"])
    desk.act("carl", "work", mine.id, "do", {"result": "x"})
    desk.drain()
    assert labels(desk, one) == ["after"]


def test_timers_by_hours_and_until(desk: Desk) -> None:
    desk.publish(main({"id": "pause", "do": "wait", "hours": 2}, log("two"),
                      {"id": "till", "do": "wait", "until": "moment"}, log("till_then"),
                      {"id": "past", "do": "wait", "until": "moment"}, log("at_once")))  # fmt: skip
    moment = desk.clock.now + timedelta(hours=5)
    case = opened(desk, moment=moment.isoformat())
    desk.clock.forward(hours=1, minutes=59)
    assert (desk.drain(), labels(desk, case)) == (0, [])
    desk.clock.forward(minutes=1)
    desk.drain()
    assert labels(desk, case) == ["two"]
    assert desk.one("job")["run_at"] == moment
    desk.clock.now = moment
    desk.drain()
    assert labels(desk, case) == ["two", "till_then", "at_once"]


def test_a_flow_deep_enough_for_long_keys(desk: Desk) -> None:
    """The name of a step may be longer than a job's key can be."""
    name = "x" * 36
    nodes: list[Node] = [{"id": "pause", "do": "wait", "hours": 1}, *work("deep"), log("end")]
    for level in range(3):
        branches = [{"id": f"{name}y{level}", "otherwise": True, "nodes": nodes}]
        nodes = [{"id": f"{name}n{level}", "do": "branch", "branches": branches}]
    desk.publish(main(*nodes))
    case = opened(desk)
    desk.clock.forward(hours=1)
    desk.drain()
    perform(desk)
    assert labels(desk, case) == ["end"]
