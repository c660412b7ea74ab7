"""Calls of flows and of interfaces: who waits for whom, and values that keep their types."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dougong.platform.problems import Refused
from dougong.runtime.flows import instances
from dougong.runtime.flows.instances import ChildCaller, start_called
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.instances.starting import MAX_DEPTH
from dougong.runtime.flows.interpreter import Ready
from dougong.runtime.pages.views.instance import instance_view
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


OUTPUTS = [
    small.field("score", "quantity", unit="case.item.unit", compute="deep_work.record.score"),
    small.field("label", "text", compute="deep_work.record.label"),
    small.field("case", "link", to="form:case", compute="case"),
    small.field("late", "datetime", compute="deep.at"),
]


def test_a_caller_goes_on_with_what_the_called_flow_gives_back(desk: Desk) -> None:
    """Numbers, records and times keep their types; each call has its own."""
    after = log("after", case="call.case", amount="call.score * 2", at="call.late")
    desk.publish(main(call(), after), child(*work("deep", "case"), outputs=OUTPUTS))
    desk.create("bela", "item", {"code": "ON", "unit": "kg"})
    first = opened(desk, item={"code": "ON"})
    desk.complete("clara", desk.open_tasks()[0]["id"], {"result": "well", "score": "4"})
    desk.drain()
    (event,) = desk.rows("event", form="log")
    assert event["image"]["amount"] == {"value": "8", "unit": "kg"}
    assert event["image"]["case"] == first.id and event["image"]["at"] is not None


def test_what_was_not_come_to_is_given_back_empty(desk: Desk) -> None:
    """A called flow that is ended early gives back what there is."""
    said = log("said", case="record", amount="call.score")
    branch = {"id": "way", "do": "branch", "branches": [
        {"id": "none", "if": "call.late == empty", "nodes": [said]},
        {"id": "some", "otherwise": True, "nodes": [log("never")]}]}  # fmt: skip
    desk.publish(main(call(), branch), child(*work("deep", "case"), outputs=OUTPUTS))
    case = opened(desk)
    with desk.service() as tx:
        instances.interrupt(tx, desk.rows("instance")[1]["id"], "enough")
    assert labels(desk, case) == ["said"]


def test_a_call_that_ends_at_once_gives_back_too(desk: Desk) -> None:
    twice = [small.field("twice", "integer", compute="case.level * 2")]
    after = {**log("after"), "if": "call.twice == 6"}
    desk.publish(main(call(), after), child(log("inner", case="case"), outputs=twice))
    assert labels(desk, opened(desk, level=3)) == ["inner", "after"]


def test_an_incident_below_is_seen_above_and_both_go_on(desk: Desk) -> None:
    broken = {**log("inner"), "set": {"case": "case", "label": "case.remark"}}
    desk.publish(main(call(), log("after")), child(broken))
    case = opened(desk)
    parent, called = desk.rows("instance")
    assert (parent["state"], called["state"]) == ("running", "incident")
    with desk.looking() as tx:
        view = instance_view(tx, parent["id"])
    (node,) = [one for one in view.nodes if one.key == "call"]
    assert node.line.startswith("子流程停住了：") and "label" in node.line
    assert view.called[0].href == f"/instances/{called['id']}"
    with desk.service() as tx:
        instances.skip(tx, called["id"], "not needed")
    desk.drain()
    assert labels(desk, case) == ["after"]
    assert {one["state"] for one in desk.rows("instance")} == {"done"}


def test_flows_that_data_send_in_a_circle_are_stopped_with_their_way(desk: Desk) -> None:
    """A task between them makes it no circle for the checker; whoever calls waits, call by call."""
    deeper = {"id": "call", "do": "flow.call", "flow": "flow:child", "with": {"case": "case"}}
    desk.publish(main(call()), child(log("inner", case="case")))
    opened(desk)
    row = desk.rows("instance")[0]
    with desk.service() as tx:
        parent: str | None = None
        for n in range(MAX_DEPTH):
            parent = start_called(tx, "flow:child", {"case": {"id": row["record"]}},
                                  {"id": parent} if parent else None, f"s{n}")  # fmt: skip
        assert parent is not None
        found = instances.read(tx, parent)
        assert found is not None
        visit = Running.of(tx, found).visit(Ready("call", "inner", deeper, {}))
        with pytest.raises(Refused) as caught:
            ChildCaller().call(visit, "flow:child", {"case": {"id": row["record"]}})
    assert "child" in caught.value.message.render("en")
