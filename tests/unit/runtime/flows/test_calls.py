"""Calls of flows and of interfaces: who waits for whom, and values that keep their types."""

from __future__ import annotations

from datetime import timedelta

from dougong.runtime.flows import instances
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import call, child, labels, log, main, on, opened, perform, put, work


def test_a_call_waits_for_the_end(desk: Desk) -> None:
    inner = log("inner", case="case")
    desk.publish(main(call(), log("after")), child(*work("deep", "case"), inner))
    case = opened(desk)
    assert labels(desk, case) == []
    perform(desk)
    assert labels(desk, case) == ["inner", "after"]
    parent, called = desk.rows("instance")
    assert (called["parent"], called["parent_step"]) == (parent["id"], "call")
    assert (called["form"], called["record"]) == ("case", case.id)
    assert {parent["state"], called["state"]} == {"done"}


def test_a_call_that_ends_at_once(desk: Desk) -> None:
    inner = log("inner", case="case")
    desk.publish(main(call(), log("after")), child(inner))
    assert labels(desk, opened(desk)) == ["inner", "after"]


def test_a_call_is_withdrawn_when_its_scope_is_interrupted(desk: Desk) -> None:
    desk.publish(
        main(call(), log("never"), handlers=[on("stop", "halted", "interrupt", log("halted"))]),
        child(*work("deep", "case")),
    )
    case = opened(desk)
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    assert desk.rows("job") == []
    assert labels(desk, case) == ["halted"]
    parent, called = desk.rows("instance")
    assert (parent["state"], called["state"]) == ("done", "interrupted")
    assert desk.open_tasks() == []


def test_ending_a_called_instance_lets_its_caller_go_on(desk: Desk) -> None:
    desk.publish(main(call(), log("after")), child(*work("deep", "case")))
    case = opened(desk)
    with desk.service() as tx:
        instances.interrupt(tx, desk.rows("instance")[1]["id"], "enough")
    assert labels(desk, case) == ["after"]


def test_inputs_keep_their_types(desk: Desk) -> None:
    """Quantities, dates and times go into a called flow and come out of a message as such."""
    desk.create("bela", "item", {"code": "ON", "unit": "kg"})
    inputs = [small.field("amount", "quantity", unit="case.item.unit"),
              small.field("day", "date"), small.field("moment", "datetime"),
              small.field("ratio", "decimal")]  # fmt: skip
    half = log("half", case="case", amount="amount / 2 * ratio", day="day", at="moment")
    desk.publish(
        main(call(amount="qty", day="day", moment="moment", ratio="ratio")),
        child(*work("deep", "case"), half, inputs=inputs),
    )
    opened(desk, item={"code": "ON"}, qty="5", day="2026-02-03", ratio="3",
           moment="2026-02-03T04:05:06Z")  # fmt: skip
    perform(desk)
    (event,) = desk.rows("event", form="log")
    assert event["image"]["amount"] == {"value": "7.5", "unit": "kg"}
    assert event["image"]["day"] == "2026-02-03"
    assert event["image"]["at"] == "2026-02-03T04:05:06.000000Z"


def test_an_answer_keeps_its_types(desk: Desk) -> None:
    desk.create("bela", "item", {"code": "ON", "unit": "kg"})
    desk.publish(main(put("first", amount="qty"), *work("rest"),
                      log("kept", amount="first.kept * 2", at="first.at"),
                      log("by", at="rest.at")))  # fmt: skip
    opened(desk, item={"code": "ON"}, qty="5")
    noon = desk.clock.now + timedelta(hours=2)
    desk.clock.now = noon
    perform(desk)
    kept, by = desk.rows("event", form="log")
    assert kept["image"]["amount"] == {"value": "10", "unit": "kg"}
    assert kept["image"]["at"] < by["image"]["at"] == f"{noon:%Y-%m-%dT%H:%M:%S.%fZ}"
