"""Taking back: who has just done a task may do it again, as long as nobody has acted on it."""

from __future__ import annotations

import pytest

from dougong.platform.definitions import Library, check
from dougong.platform.problems import Conflict, NotFound
from dougong.runtime.flows import retracing, tasks
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import (
    Node,
    again,
    fork,
    labels,
    log,
    main,
    opened,
    perform,
    put,
    work,
)

REDO = {"transition": "redo"}


def first(**body: object) -> list[Node]:
    """Work that may be taken back."""
    made, task = work("first")
    return [made, {**task, "withdraw": REDO, **body}]


# The second piece of work is made beforehand: what the flow does by itself is not taken back.
def then(*nodes: Node) -> list[Node]:
    made, task = work("second")
    return [made, *first(), *nodes, task]


def take_back(desk: Desk, who: str = "clara") -> None:
    task = desk.rows("task", node="first")[-1]
    with desk.as_(who) as tx:
        retracing.withdraw(tx, task["id"])
    desk.drain()


def why_not(desk: Desk, who: str = "clara") -> str:
    task = desk.rows("task", node="first")[-1]
    with desk.looking(who) as tx:
        found = retracing.in_the_way(tx, task)
    return found.render("en") if found else ""


def test_a_task_is_open_again_for_who_did_it(desk: Desk) -> None:
    desk.publish(main(*then(), log("after")))
    case = opened(desk)
    perform(desk)
    assert [task["node"] for task in desk.open_tasks()] == ["second"]
    assert why_not(desk) == ""
    take_back(desk)
    (task,) = desk.open_tasks()
    assert (task["step"], task["claimed_by"]) == ("first#2", desk.actor("clara").id)
    assert desk.record("work", task["record"]).state == "open"
    with desk.looking("clara") as tx:
        assert tasks.tasks_of(tx, "done") == []
    perform(desk)
    perform(desk, who="carl")
    assert labels(desk, case) == ["after"]
    assert desk.one("instance")["state"] == "done"


def test_before_the_flow_has_gone_on(desk: Desk) -> None:
    """The job that would go on finds the step taken back."""
    desk.publish(main(*then(), log("after")))
    case = opened(desk)
    desk.complete("clara", desk.open_tasks()[0]["id"], {"result": "hasty"})
    take_back(desk)
    assert [task["step"] for task in desk.open_tasks()] == ["first#2"]
    perform(desk)
    perform(desk)
    assert labels(desk, case) == ["after"]


def test_not_once_the_next_task_is_taken_or_done(desk: Desk) -> None:
    desk.publish(main(*then(), *work("third")))
    opened(desk)
    perform(desk)
    with desk.as_("carl") as tx:
        tasks.claim(tx, desk.open_tasks()[0]["id"])
    assert why_not(desk) == "卡尔 has already taken “work · do”"
    before = desk.counts()
    with pytest.raises(Conflict, match="taken"):
        take_back(desk)
    assert desk.counts() == before
    perform(desk, who="carl")
    assert "卡尔 has already done" in why_not(desk)


def test_not_once_a_message_was_sent(desk: Desk) -> None:
    desk.publish(main(*then(put("store"))))
    opened(desk)
    desk.complete("clara", desk.open_tasks()[0]["id"], {"result": "well"})
    assert why_not(desk) == ""
    desk.drain()
    assert "A message was sent" in why_not(desk)


def test_not_once_the_flow_has_changed_something(desk: Desk) -> None:
    desk.publish(main(*then(log("written"))))
    opened(desk)
    perform(desk)
    assert "already done" in why_not(desk)


def test_not_once_the_flow_has_ended(desk: Desk) -> None:
    desk.publish(main(*first()))
    opened(desk)
    perform(desk)
    assert why_not(desk) == "The flow has ended"


def test_not_by_anybody_else_nor_where_it_is_not_foreseen(desk: Desk) -> None:
    made, task = work("second")
    plain = {key: value for key, value in first()[1].items() if key != "withdraw"}
    desk.publish(main(made, first()[0], plain, task))
    opened(desk)
    perform(desk)
    assert "cannot be taken back" in why_not(desk)
    for who in ("carl", "bela"):
        with pytest.raises(NotFound):
            take_back(desk, who=who)


def test_also_where_the_flow_has_gone_on_after_the_branches(desk: Desk) -> None:
    made, task = work("second")
    desk.publish(main(made, fork("both", "all", first(), work("other")), task, log("after")))
    case = opened(desk)
    perform(desk, node="other")
    perform(desk, node="first")
    assert [task["node"] for task in desk.open_tasks()] == ["second"]
    take_back(desk)
    assert [task["node"] for task in desk.open_tasks()] == ["first"]
    perform(desk)
    assert [task["step"] for task in desk.open_tasks()] == ["second#2"]
    perform(desk)
    assert labels(desk, case) == ["after"]


def test_not_once_branches_have_joined_without_the_others(desk: Desk) -> None:
    made, task = work("second")
    desk.publish(main(made, fork("race", "any", first(), work("other")), task))
    opened(desk)
    perform(desk, node="first")
    assert "gone on another way" in why_not(desk)


def test_also_where_the_rounds_have_ended(desk: Desk) -> None:
    made, task = work("second")
    rounds = again("more", "first_work.record.result == 'well'", 5, *first())
    desk.publish(main(made, rounds, task))
    opened(desk)
    perform(desk)
    take_back(desk)
    (open_,) = desk.open_tasks()
    assert open_["step"] == "more/1/first#2"
    desk.complete("clara", open_["id"], {"result": "badly"})
    desk.drain()
    assert [task["step"] for task in desk.open_tasks()] == ["more/2/first"]


def test_the_checker_wants_the_work_to_be_possible_again() -> None:
    for body, code in (({"withdraw": True}, "not_again"), ({}, "")):
        flow = main(*first(**body), *work("second"))
        found = [one.code for one in check(Library([*small.FORMS, flow]), [flow.ref])]
        assert found == [one for one in (code, "never_possible") if one]
