"""Sending back: somebody finds a fault, and those before do their part again."""

from __future__ import annotations

import pytest

from dougong.platform.definitions import Definition, Library, check
from dougong.platform.problems import Conflict, Invalid, NotFound
from dougong.runtime.flows import instances, retracing, tasks
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import (
    Node,
    call,
    child,
    fork,
    labels,
    log,
    main,
    offer,
    opened,
    perform,
    put,
    work,
)

REDO = {"to": "make", "transition": "redo"}


def checked(back: list[object], *between: Node, node: str = "look", **body: object) -> list[Node]:
    """Somebody makes it; the boss looks at it and may send it back."""
    made, task = work(node)
    return [*work("make"), *between, made, {**task, "to": "role:boss", "send_back": back, **body}]


def send_back(desk: Desk, to: str, who: str = "bela", reason: str = "too thin") -> None:
    task = desk.open_tasks(node="look")[0]
    with desk.as_(who) as tx:
        retracing.send_back(tx, task["id"], to, reason)
    desk.drain()


def test_who_made_it_makes_it_again(desk: Desk) -> None:
    """The same person has it first, and reads why; then it comes to the boss again."""
    desk.publish(main(*checked([REDO]), log("after")))
    case = opened(desk)
    perform(desk, who="carl")
    send_back(desk, "make")
    (again,) = desk.open_tasks()
    assert (again["node"], again["step"]) == ("make", "make#2")
    assert again["claimed_by"] == desk.actor("carl").id
    with desk.looking("carl") as tx:
        told = retracing.returned(tx, again)
        assert told is not None
        assert (told.by, told.reason) == (desk.actor("bela").id, "too thin")
    with desk.looking("clara") as tx:
        assert tasks.tasks_of(tx) == []
    perform(desk, who="carl")
    assert [task["step"] for task in desk.open_tasks()] == ["look#2"]
    perform(desk, who="bela")
    assert labels(desk, case) == ["after"]
    assert desk.one("instance")["state"] == "done"


def test_what_was_sent_back_stays_in_the_history(desk: Desk) -> None:
    desk.publish(main(*checked([REDO])))
    opened(desk)
    perform(desk)
    send_back(desk, "make")
    steps = desk.steps(desk.one("instance")["id"])
    assert (steps["make"], steps["look"], steps["make#2"]) == ("done", "cancelled", "waiting")
    first, sent, _ = desk.rows("task")
    assert (first["state"], first["done_by"]) == ("done", desk.actor("clara").id)
    assert (sent["state"], sent["done_by"], sent["reason"]) == (
        "cancelled", desk.actor("bela").id, "too thin")  # fmt: skip
    with pytest.raises(Conflict), desk.as_("bela") as tx:
        retracing.send_back(tx, sent["id"], "make", "twice")


def test_the_record_is_brought_back_by_a_transition(desk: Desk) -> None:
    desk.publish(main(*checked([REDO])))
    opened(desk)
    perform(desk)
    record = desk.rows("task")[0]["record"]
    assert desk.record("work", record).state == "done"
    send_back(desk, "make")
    assert desk.record("work", record).state == "open"
    assert [event["name"] for event in desk.events(record)][-1] == "reopened"


def test_messages_of_the_new_visit_are_sent_anew(desk: Desk) -> None:
    desk.publish(main(*checked([REDO], put("store"))))
    opened(desk)
    perform(desk)
    send_back(desk, "make")
    perform(desk)
    keys = [one["effect_key"].partition(":")[2] for one in desk.rows("message")]
    assert keys == ["store", "store#2"]


def test_siblings_in_between_are_taken_back(desk: Desk) -> None:
    """Tasks, timers and called flows of the other branches end with the reason."""
    nodes = checked([REDO])
    ways = fork("both", "all", nodes[2:], work("other"), [call()],
                [{"id": "sleep", "do": "wait", "days": 3}])  # fmt: skip
    desk.publish(main(*nodes[:2], ways), child(*work("deep", "case")))
    opened(desk)
    perform(desk, node="make")
    send_back(desk, "make")
    assert [task["node"] for task in desk.open_tasks()] == ["make"]
    assert desk.rows("job") == []
    states = {row["flow"]: row["state"] for row in desk.rows("instance")}
    assert states == {"main": "running", "child": "interrupted"}
    (other,) = desk.rows("task", node="other")
    assert (other["state"], other["reason"]) == ("cancelled", "too thin")
    perform(desk)
    assert sorted(task["step"] for task in desk.open_tasks(node="other")) == [
        "both#2/other_work_way/other"
    ]


def test_only_where_the_definition_lets_it_go(desk: Desk) -> None:
    desk.publish(main(*checked([REDO])))
    opened(desk)
    perform(desk)
    before = desk.counts()
    task = desk.open_tasks()[0]["id"]
    with pytest.raises(Invalid), desk.as_("bela") as tx:
        retracing.send_back(tx, task, "make_work", "why not")
    with pytest.raises(NotFound), desk.as_("clara") as tx:
        retracing.send_back(tx, task, "make", "not hers")
    assert desk.counts() == before
    with desk.looking("bela") as tx:
        assert [one["id"] for one in retracing.offers(tx, desk.open_tasks()[0])] == ["make"]


def test_to_a_node_that_makes_the_record_anew(desk: Desk) -> None:
    desk.publish(main(*checked(["make_work"])))
    opened(desk)
    perform(desk)
    send_back(desk, "make_work")
    first, again = (task["record"] for task in desk.rows("task", node="make"))
    assert first != again
    assert desk.record("work", first).state == "done"


def test_a_transition_that_is_not_possible_changes_nothing(desk: Desk) -> None:
    back = {"to": "make_work", "transition": "redo"}
    desk.publish(main(*checked([back])))
    opened(desk)
    perform(desk)
    before = desk.counts()
    with pytest.raises(Conflict):
        send_back(desk, "make_work")
    assert desk.counts() == before


def test_sent_back_from_a_row_of_a_loop(desk: Desk) -> None:
    """The other rows go on as they are."""
    loop: Node = {"id": "rows", "do": "for_each", "of": "lines", "as": "row",
                  "nodes": checked([REDO])}  # fmt: skip
    desk.publish(main(loop, log("after")))
    case = opened(desk, lines=[{"label": "a"}, {"label": "b"}])
    perform(desk)
    send_back(desk, "make")
    steps = sorted(task["step"] for task in desk.open_tasks())
    assert steps == ["rows/0/make#2", "rows/1/make"]
    for who in ("clara", "clara", "bela", "bela"):
        perform(desk, who=who, **({} if who == "clara" else {"node": "look"}))
    assert labels(desk, case) == ["after"]


def test_an_incident_in_between_is_over(desk: Desk) -> None:
    broken: Node = {"id": "broken", "do": "record.transition", "record": "record",
                    "transition": "finish"}  # fmt: skip
    nodes = checked([REDO])
    desk.publish(main(*nodes[:2], fork("both", "all", nodes[2:], [broken])))
    opened(desk)
    perform(desk, node="make")
    assert desk.one("instance")["state"] == "incident"
    send_back(desk, "make")
    assert desk.one("instance")["state"] == "running"
    assert [one["state"] for one in desk.rows("incident")] == ["resolved"]


def test_interrupting_afterwards_takes_back_what_was_begun_again(desk: Desk) -> None:
    desk.publish(main(*checked([REDO])))
    opened(desk)
    perform(desk)
    send_back(desk, "make")
    with desk.service() as tx:
        instances.interrupt(tx, desk.one("instance")["id"], "enough")
    assert desk.open_tasks() == []


# -- what the checker says -------------------------------------------------------------


def findings(*nodes: Node) -> set[tuple[str, str]]:
    flow: Definition = main(*nodes)
    return {(one.pointer, one.code) for one in check(Library([*small.FORMS, flow]), [flow.ref])}


def test_back_to_where_its_work_cannot_be_done_again() -> None:
    assert findings(*checked([REDO])) == set()
    assert findings(*checked(["make"])) == {("/nodes/3/send_back/0", "not_again")}
    assert findings(*checked(["make_work"])) == set()


def test_back_to_what_is_not_on_the_way() -> None:
    nodes = checked([REDO, "other_work", "both", "after"])
    ways = fork("both", "all", nodes[2:], [offer("other_work")])
    found = findings(*nodes[:2], ways, log("after"))
    here = "/nodes/2/branches/0/nodes/1/send_back"
    assert found == {(f"{here}/1", "no_way_back"), (f"{here}/3", "no_way_back")}


def test_not_out_of_a_handler_into_what_it_interrupts() -> None:
    nodes = checked([REDO])
    handler = {"id": "stop", "on": {"form": "form:case", "event": "halted"}, "mode": "interrupt",
               "nodes": nodes[2:]}  # fmt: skip
    flow = main(*nodes[:2], handlers=[handler])
    found = check(Library([*small.FORMS, flow]), [flow.ref])
    assert [one.code for one in found] == ["no_way_back"]
