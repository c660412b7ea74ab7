"""An instance: when it starts, which revision it follows, what it leaves in the timeline."""

from __future__ import annotations

from collections.abc import Mapping

from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import OPENED, labels, log, main, opened, perform, work


def test_a_condition_keeps_a_flow_from_starting(desk: Desk) -> None:
    flow = small.flow("main", [log("started")], on={**OPENED, "if": "n > 5"})
    desk.publish(flow)
    assert labels(desk, opened(desk, n=6)) == ["started"]
    assert labels(desk, opened(desk, n=5)) == []
    assert labels(desk, opened(desk, n=None)) == []


def test_an_instance_keeps_its_flow_while_rules_are_current(desk: Desk) -> None:
    desk.publish(main(*work("first"), log("old")))
    before = opened(desk)
    on_log = {"form": "form:log", "event": "created"}
    tally = {"id": "tally", "do": "record.put", "form": "form:tally",
             "match": {"case": "case", "label": "'logs'"}, "set": {"count": "1"}}  # fmt: skip
    desk.publish(main(log("new")), small.rule("counts", on_log, tally))
    after = opened(desk)
    assert labels(desk, after) == ["new"]
    perform(desk)
    assert labels(desk, before) == ["old"]
    assert desk.find("tally", case=before.id) is not None, "the rule of today"
    revisions: Mapping[str, int] = {r["record"]: r["revision"] for r in desk.rows("instance")}
    assert revisions == {before.id: 1, after.id: 2}


def test_the_timeline_names_instance_and_node(desk: Desk) -> None:
    desk.publish(main(log("first")))
    case = opened(desk)
    found = desk.find("log", case=case.id)
    assert found is not None
    (event,) = desk.events(found.id)
    assert event["cause"] == {
        "kind": "instance", "ref": desk.one("instance")["id"], "flow": "main", "node": "first",
    }  # fmt: skip
    assert desk.one("instance")["cause"]["ref"] == desk.actor("clara").id
