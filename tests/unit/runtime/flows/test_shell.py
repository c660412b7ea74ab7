"""Flows on the database: waits, handlers, calls, tasks, incidents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from dougong.platform.definitions import Definition
from dougong.platform.problems import Conflict, NotFound
from dougong.platform.storage import Record
from dougong.runtime import records
from dougong.runtime.flows import instances, tasks
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.interpreter import State
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

Node = dict[str, Any]
OPENED = {"form": "form:case", "event": "opened"}


def main(*nodes: Node, **body: Any) -> Definition:
    """The flow that starts when a case is opened."""
    return small.flow("main", list(nodes), on=OPENED, **body)


def log(id: str, label: str = "", **more: str) -> Node:
    values = {"case": "record", "label": f"'{label or id}'", **more}
    return {"id": id, "do": "record.create", "form": "form:log", "set": values}


def work(id: str, case: str = "record") -> list[Node]:
    """A piece of work for clerks."""
    made = {"id": f"{id}_work", "do": "record.create", "form": "form:work",
            "set": {"case": case, "label": f"'{id}'"}, "transition": "offer"}  # fmt: skip
    task = {"id": id, "do": "task.fill", "record": f"{id}_work.record", "transition": "do",
            "to": "role:clerk", "due": {"hours": 4}}  # fmt: skip
    return [made, task]


def wait(id: str, event: str = "pinged", form: str = "case", **body: Any) -> Node:
    return {"id": id, "do": "wait", "on": {"form": f"form:{form}", "event": event}, **body}


def on(id: str, event: str, mode: str, *nodes: Node, form: str = "case", **body: Any) -> Node:
    heard = {"form": f"form:{form}", "event": event}
    return {"id": id, "on": heard, "mode": mode, "nodes": list(nodes), **body}


def put(id: str, label: str = "a", **more: str) -> Node:
    return {"id": id, "do": "interface.call", "operation": "interface:store.put",
            "with": {"case": "record", "label": f"'{label}'", **more}}  # fmt: skip


def opened(desk: Desk, drain: bool = True, **values: Any) -> Record:
    case = desk.create("clara", "case", {"title": "one", **values}, "open")
    if drain:
        desk.drain()
    return case


def labels(desk: Desk, case: Record) -> list[str]:
    """Labels of the logs about a case, in the order they were written."""
    names = [e for e in desk.rows("event", form="log", name="created")]
    return [e["image"]["label"] for e in names if e["image"]["case"] == case.id]


def perform(desk: Desk, who: str = "clara", **match: Any) -> None:
    """Do the oldest open task."""
    desk.complete(who, desk.open_tasks(**match)[0]["id"], {"result": "well"})
    desk.drain()


# -- waits ---------------------------------------------------------------------------


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
    made = {"id": "other", "do": "record.create", "form": "form:work",
            "set": {"case": "record", "label": "'other'"}, "transition": "offer"}  # fmt: skip
    match = "event.record == other.record"
    desk.publish(main(made, wait("done", "performed", "work", match=match),
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


# -- handlers ------------------------------------------------------------------------


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
    made = {"id": "made", "do": "record.create", "form": "form:work",
            "set": {"case": "record", "label": "'made'"}, "transition": "offer"}  # fmt: skip
    at_once = {"id": "give_up", "do": "record.void", "record": "record",
               "reason": small.text("no use")}  # fmt: skip
    handler = on("lost", "voided", "interrupt", log("gone"), form="work",
                 match="event.record == made.record")  # fmt: skip
    desk.publish(main(made, wait("never"), handlers=[handler]),
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


# -- calls ---------------------------------------------------------------------------


def child(*nodes: Node, **body: Any) -> Definition:
    inputs = [small.field("case", "link", to="form:case", required=True), *body.pop("inputs", [])]
    return small.flow("child", list(nodes), inputs=inputs, **body)


def call(**more: str) -> Node:
    return {
        "id": "call",
        "do": "flow.call",
        "flow": "flow:child",
        "with": {"case": "record", **more},
    }


def test_a_call_waits_for_the_end(desk: Desk) -> None:
    inner = {**log("inner"), "set": {"case": "case", "label": "'inner'"}}
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
    inner = {**log("inner"), "set": {"case": "case", "label": "'inner'"}}
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
    kept = {"case": "case", "label": "'half'", "amount": "amount / 2 * ratio", "day": "day",
            "at": "moment"}  # fmt: skip
    desk.publish(
        main(call(amount="qty", day="day", moment="moment", ratio="ratio")),
        child(*work("deep", "case"), {**log("half"), "set": kept}, inputs=inputs),
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


# -- tasks ---------------------------------------------------------------------------


def test_a_task_for_several_roles_is_offered_to_all_of_them(desk: Desk) -> None:
    """Whoever of them takes it first has it; nobody else ever sees it."""
    made, task = work("shared")
    desk.publish(main(made, {**task, "to": ["role:clerk", "role:boss"]}))
    opened(desk)
    for login, sees in (("clara", 1), ("bela", 1), ("june", 0), ("nora", 0)):
        with desk.looking(login) as tx:
            assert len(tasks.tasks_of(tx)) == tasks.open_count(tx) == sees, login
    with desk.as_("bela") as tx:
        tasks.claim(tx, tasks.tasks_of(tx)[0]["id"])
    with desk.looking("clara") as tx:
        assert tasks.tasks_of(tx) == []


def test_the_first_to_open_a_task_has_it(desk: Desk) -> None:
    desk.publish(main(*work("first")))
    opened(desk)
    task = desk.open_tasks()[0]["id"]
    with desk.as_("clara") as tx:
        tasks.claim(tx, task)
        tasks.claim(tx, task)  # once more is no harm
    record = desk.one("task")["record"]
    tries: list[Callable[[], object]] = [
        lambda: desk.complete("carl", task, {"result": "mine"}),
        lambda: desk.act("carl", "work", record, "do", {"result": "mine"}),
    ]
    for attempt in tries:
        before = desk.counts()
        with pytest.raises(Conflict):
            attempt()
        assert desk.counts() == before
    with desk.looking("carl") as tx:
        assert tasks.tasks_of(tx) == []
    with pytest.raises(Conflict), desk.as_("carl") as tx:
        tasks.release(tx, task)
    with desk.as_("clara") as tx:
        tasks.release(tx, task)
    desk.complete("carl", task, {"result": "mine"})
    with pytest.raises(Conflict):
        desk.complete("carl", task, {"result": "twice"})
    assert desk.one("task")["done_by"] == desk.actor("carl").id


def test_somebody_elses_task_is_not_there(desk: Desk) -> None:
    desk.publish(main(*work("first")))
    opened(desk)
    task = desk.open_tasks()[0]["id"]
    for who in ("bela", "nora"):
        before = desk.counts()
        with pytest.raises(NotFound):
            desk.complete(who, task, {"result": "x"})
        with pytest.raises(NotFound), desk.as_(who) as tx:
            tasks.claim(tx, task)
        assert desk.counts() == before
    with pytest.raises(NotFound):
        desk.complete("clara", "no-such-task", {})


def test_a_refused_completion_leaves_the_task_as_it_was(desk: Desk) -> None:
    desk.publish(main(*work("first")))
    opened(desk)
    before = desk.one("task")
    with pytest.raises(Exception, match="result"):
        desk.complete("clara", before["id"], {"result": ""})
    assert desk.one("task") == before


def test_a_transition_done_on_the_record_completes_the_task(desk: Desk) -> None:
    """By whatever route it comes, and whoever may do it."""
    desk.publish(main(*work("first"), log("after")))
    case = opened(desk)
    task = desk.one("task")
    desk.act("bela", "work", task["record"], "do", {"result": "done at the record"})
    desk.drain()
    after = desk.one("task")
    assert (after["state"], after["done_by"]) == ("done", desk.actor("bela").id)
    assert labels(desk, case) == ["after"]


def test_a_task_says_when_it_is_due(desk: Desk) -> None:
    friday = {"hours": 12, "calendar": "calendar:office"}
    made, task = work("first")
    desk.publish(main(made, {**task, "due": friday}, *work("second")))
    opened(desk)
    # Tuesday 10:00 + 7 h to 17:00, then 5 h of Wednesday from 08:00.
    assert desk.one("task")["due_at"] == desk.clock.now + timedelta(days=1, hours=3)
    perform(desk)
    assert desk.open_tasks()[0]["due_at"] == desk.clock.now + timedelta(hours=4)


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


# -- incidents -----------------------------------------------------------------------


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


def test_an_advance_commits_only_with_the_sequence_number(desk: Desk) -> None:
    """A worker that has read an older state writes nothing."""
    desk.publish(main(wait("ping")))
    opened(desk)
    row = desk.one("instance")
    with desk.service() as tx:
        store.keep(tx, dict(row), State.from_json(row["data"]), "running")
    with pytest.raises(Conflict), desk.service() as tx:
        store.keep(tx, dict(row), State.from_json(row["data"]), "done")
    assert (desk.one("instance")["state"], desk.one("instance")["seq"]) == (
        "running",
        row["seq"] + 1,
    )


# -- revisions -----------------------------------------------------------------------


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


def test_a_condition_keeps_a_flow_from_starting(desk: Desk) -> None:
    flow = small.flow("main", [log("started")], on={**OPENED, "if": "n > 5"})
    desk.publish(flow)
    assert labels(desk, opened(desk, n=6)) == ["started"]
    assert labels(desk, opened(desk, n=5)) == []
    assert labels(desk, opened(desk, n=None)) == []


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


# -- side by side --------------------------------------------------------------------


@pytest.mark.parametrize("early", [True, False], ids=["before the start", "before it waits"])
def test_an_event_that_is_being_saved_while_its_listener_begins(desk: Desk, early: bool) -> None:
    """On PostgreSQL a save may run on while a worker advances; neither sees the other yet."""
    if desk.storage.on_sqlite:
        pytest.skip("SQLite lets one writer in at a time")
    desk.publish(main(*([] if early else work("first")), wait("ping"), log("after"),
                      handlers=[on("beside", "pinged", "alongside", log("side"))]))  # fmt: skip
    case = opened(desk, drain=not early)
    if not early:
        desk.complete("clara", desk.open_tasks()[0]["id"], {"result": "well"})
    with desk.as_("clara") as tx:
        records.act(tx, "case", case.id, "ping")
        desk.drain()
        assert labels(desk, case) == []
    desk.drain()
    assert sorted(labels(desk, case)) == ["after", "side"]


def test_an_event_saved_while_its_listener_is_being_saved(desk: Desk) -> None:
    """The other way round: the event is committed, and handed on, before the one that waits."""
    if desk.storage.on_sqlite:
        pytest.skip("SQLite lets one writer in at a time")
    inner = {**log("inner"), "set": {"case": "case", "label": "'inner'"}}
    desk.publish(child(wait("ping", match="event.record == case"), inner))
    case = opened(desk)
    with desk.service() as tx:
        instances.start_called(tx, "flow:child", {"case": {"id": case.id}})
        desk.act("clara", "case", case.id, "ping")
        assert desk.drain() > 0
    assert labels(desk, case) == []
    desk.drain()
    assert labels(desk, case) == ["inner"]
