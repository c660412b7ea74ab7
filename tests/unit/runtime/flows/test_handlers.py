"""Handlers: what interrupts a flow, what runs beside it, and what is taken back."""

from __future__ import annotations

import pytest

from dougong.platform.problems import Conflict
from dougong.runtime import records
from dougong.runtime.flows import tasks
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import labels, log, main, offer, on, opened, perform, wait, work


@pytest.mark.parametrize("drained", [True, False])
def test_an_interrupting_handler(desk: Desk, drained: bool) -> None:
    """Whether the flow has begun when the event comes or not, it ends the same."""
    desk.publish(main(*work("first"), log("never"),
                      handlers=[on("stop", "halted", "interrupt", log("halted"))]))  # fmt: skip
    case = opened(desk, drain=drained)
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    assert labels(desk, case) == ["halted"]
    assert desk.open_tasks() == []
    assert desk.one("instance")["state"] == "done"
    assert desk.rows("subscription") == []
    task = desk.one("task")
    assert (task["state"], task["reason"]) == ("cancelled", "stop")
    with pytest.raises(Conflict):
        desk.complete("clara", task["id"], {"result": "late"})


def test_a_handler_whose_match_reads_what_the_scope_made(desk: Desk) -> None:
    """The event comes in the very transaction that begins the scope."""
    at_once = {"id": "give_up", "do": "record.void", "record": "record",
               "reason": small.text("no use")}  # fmt: skip
    handler = on("lost", "voided", "interrupt", log("gone"), form="work",
                 match="event.record == made.record")  # fmt: skip
    desk.publish(main(offer("made"), wait("never"), handlers=[handler]),
                 small.rule("spoils", {"form": "form:work", "event": "offered"}, at_once))  # fmt: skip
    case = opened(desk)
    assert labels(desk, case) == ["gone"]


def test_a_handler_alongside(desk: Desk) -> None:
    desk.publish(main(*work("first"), log("after"),
                      handlers=[on("note", "pinged", "alongside", log("pinged"))]))  # fmt: skip
    case = opened(desk)
    for _ in range(2):
        desk.act("clara", "case", case.id, "ping")
        desk.drain()
    assert labels(desk, case) == ["pinged"], "it fires once"
    perform(desk)
    assert labels(desk, case) == ["pinged", "after"]
    assert desk.one("instance")["state"] == "done"


def test_handlers_of_items_belong_to_each(desk: Desk) -> None:
    handler = on("stop", "voided", "interrupt", log("stopped"), form="work",
                 match="event.record == each_work.record")  # fmt: skip
    loop = {"id": "loop", "do": "for_each", "of": "lines", "as": "line",
            "nodes": [*work("each"), log("after")], "handlers": [handler]}  # fmt: skip
    desk.publish(main(loop, log("joined")))
    case = opened(desk, lines=[{"label": "a"}, {"label": "b"}, {"label": "c"}])
    (first, second, third) = desk.open_tasks()
    with desk.service() as tx:
        tasks.cancel_task(tx, second["instance"], second["step"], "moved")
        records.void(tx, "work", second["record"], "lost", trusted=True)
    desk.drain()
    assert labels(desk, case) == ["stopped"]
    assert [task["id"] for task in desk.open_tasks()] == [first["id"], third["id"]]
    perform(desk)
    perform(desk)
    assert labels(desk, case) == ["stopped", "after", "after", "joined"]


def test_the_end_of_the_flow_takes_back_what_still_waits(desk: Desk) -> None:
    """One item ends the flow: the tasks, timers and messages of its siblings go."""
    ends = {"id": "ends", "do": "branch", "branches": [
        {"id": "yes", "if": "line.label == 'a'",
         "nodes": [wait("ping"), {"id": "all", "do": "end", "what": "flow"}]},
        {"id": "no", "otherwise": True, "nodes": [*work("each")]}]}  # fmt: skip
    loop = {"id": "loop", "do": "for_each", "of": "lines", "as": "line", "nodes": [ends]}
    late = {"id": "late", "do": "wait", "hours": 9}
    desk.publish(main(loop, log("never"),
                      handlers=[on("side", "halted", "alongside", late)]))  # fmt: skip
    case = opened(desk, lines=[{"label": "a"}, {"label": "b"}])
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    assert len(desk.open_tasks()) == 1
    desk.act("clara", "case", case.id, "ping")
    desk.drain()
    assert (desk.open_tasks(), desk.rows("job"), desk.rows("subscription")) == ([], [], [])
    assert desk.one("task")["state"] == "cancelled"
    assert desk.one("instance")["state"] == "done"
    assert labels(desk, case) == []
