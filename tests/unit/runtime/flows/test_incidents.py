"""Incidents: a flow that cannot go on says why, and is retried, skipped or interrupted."""

from __future__ import annotations

import pytest

from dougong.platform.problems import Conflict
from dougong.runtime import records
from dougong.runtime.flows import instances
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import labels, log, main, on, opened, work


def test_a_node_that_fails_is_an_incident_and_is_tried_again(desk: Desk) -> None:
    """What the node had begun is undone, what came before stays; a retry keeps the visit."""
    twice = {"id": "twice", "do": "record.create", "form": "form:item",
             "set": {"code": "title", "unit": "'pcs'"}}  # fmt: skip
    desk.publish(main(log("before"), twice, log("after")))
    taken = desk.create("bela", "item", {"code": "one", "unit": "kg"})
    case = opened(desk)
    assert labels(desk, case) == ["before"]
    instance = desk.one("instance")
    assert instance["state"] == "incident"
    incident = desk.one("incident", instance=instance["id"])
    assert (incident["what"]["step"], incident["what"]["node"]) == ("twice", "twice")
    assert incident["what"]["error"]["zh"] and incident["what"]["error"]["en"]
    with desk.service() as tx:
        instances.retry(tx, instance["id"])
    assert desk.one("instance")["state"] == "incident"
    assert [row["state"] for row in desk.rows("incident")] == ["resolved", "open"]
    desk.change("bela", "item", taken.id, {"code": "else"})
    with desk.service() as tx:
        instances.retry(tx, instance["id"])
    assert desk.one("instance")["state"] == "done"
    assert labels(desk, case) == ["before", "after"]
    assert desk.rows("incident", state="open") == []
    with pytest.raises(Conflict), desk.service() as tx:
        instances.retry(tx, instance["id"])


def test_an_interruption_settles_what_had_failed(desk: Desk) -> None:
    twice = {"id": "twice", "do": "record.create", "form": "form:item",
             "set": {"code": "title", "unit": "'pcs'"}}  # fmt: skip
    desk.publish(main(twice, handlers=[on("stop", "halted", "interrupt", log("halted"))]))
    desk.create("bela", "item", {"code": "one", "unit": "kg"})
    case = opened(desk)
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    assert labels(desk, case) == ["halted"]
    assert desk.one("instance")["state"] == "done"
    assert desk.one("incident")["state"] == "resolved"


def test_a_void_record_of_a_task_is_an_incident(desk: Desk) -> None:
    desk.publish(main(*work("first"), log("after")))
    case = opened(desk)
    task = desk.one("task")
    with desk.as_("bela") as tx:
        records.void(tx, "work", task["record"], "not needed")
    desk.drain()
    after = desk.one("task")
    assert (after["state"], after["reason"]) == ("cancelled", "not needed")
    incident = desk.one("incident")
    assert (incident["owner"], incident["state"]) == ("admin", "open")
    assert "not needed" in incident["what"]["error"]["en"]
    with desk.service() as tx:
        instances.skip(tx, task["instance"], "nobody needs it")
    assert labels(desk, case) == ["after"]
    assert desk.one("incident")["state"] == "resolved"
