"""Branches side by side at work: tasks, waits and messages of those that are not needed any more."""

from __future__ import annotations

import pytest

from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import (
    call,
    child,
    fork,
    labels,
    log,
    main,
    on,
    opened,
    perform,
    put,
    wait,
    work,
)


def test_all_branches_are_waited_for(desk: Desk) -> None:
    desk.publish(main(fork("both", "all", work("one"), work("two")), log("after")))
    case = opened(desk)
    assert [task["node"] for task in desk.open_tasks()] == ["one", "two"]
    perform(desk, node="two")
    assert labels(desk, case) == []
    perform(desk)
    assert labels(desk, case) == ["after"]
    assert desk.one("instance")["state"] == "done"


def test_the_first_branch_takes_the_others_back(desk: Desk) -> None:
    """Tasks, waits, timers, calls, and messages not sent yet; what was sent stays."""
    desk.publish(
        main(
            fork("race", "any", work("one"), work("two"), [wait("ping")], [call()],
                 [{"id": "sleep", "do": "wait", "hours": 8}],
                 [put("sent"), *work("three")]),
            log("after"),
        ),
        child(*work("deep", "case")),
    )  # fmt: skip
    case = opened(desk)
    assert len(desk.open_tasks()) == 4
    perform(desk, node="two")
    assert labels(desk, case) == ["after"]
    assert desk.open_tasks() == desk.rows("subscription") == desk.rows("job") == []
    assert {task["state"] for task in desk.rows("task") if task["node"] != "two"} == {"cancelled"}
    assert [one["state"] for one in desk.rows("message")] == ["confirmed"]
    parent, called = desk.rows("instance")
    assert (parent["state"], called["state"]) == ("done", "interrupted")


def test_two_of_three_are_enough(desk: Desk) -> None:
    desk.publish(main(fork("votes", 2, work("one"), work("two"), work("three")), log("after")))
    case = opened(desk)
    perform(desk, node="three")
    assert labels(desk, case) == []
    perform(desk, node="one")
    assert labels(desk, case) == ["after"]
    assert desk.open_tasks() == []


def test_a_branch_runs_only_where_its_condition_holds(desk: Desk) -> None:
    ways = fork("both", "all", work("one"), work("two"))
    ways["branches"][0]["if"] = "level > 5"
    desk.publish(main(ways, log("after")))
    low, high = opened(desk, level=1), opened(desk, level=6)
    assert [task["node"] for task in desk.open_tasks()] == ["two", "one", "two"]
    perform(desk)
    assert (labels(desk, low), labels(desk, high)) == (["after"], [])


def test_no_branch_runs_at_all(desk: Desk) -> None:
    ways = fork("both", "any", work("one"), work("two"))
    for branch in ways["branches"]:
        branch["if"] = "level > 5"
    desk.publish(main(ways, log("after")))
    assert labels(desk, opened(desk)) == ["after"]


@pytest.mark.parametrize(("join", "seen"), [("all", "result"), ("any", "result")])
def test_what_a_branch_has_made_is_used_after_the_join(desk: Desk, join: str, seen: str) -> None:
    after = log("after", text="x")
    after["set"] = {"case": "record", "label": "one_work.record.label"}
    desk.publish(main(fork("both", join, work("one"), work("two")), after))
    case = opened(desk)
    perform(desk, node="one")
    if join == "all":
        perform(desk)
    assert labels(desk, case) == ["one"]


def test_a_failed_branch_is_no_incident_once_the_others_are_enough(desk: Desk) -> None:
    broken = {"id": "broken", "do": "record.transition", "record": "record",
              "transition": "finish"}  # fmt: skip
    desk.publish(main(fork("race", "any", [broken], work("two")), log("after")))
    case = opened(desk)
    assert desk.one("instance")["state"] == "incident"
    perform(desk)
    assert labels(desk, case) == ["after"]
    assert desk.one("instance")["state"] == "done"
    assert [one["state"] for one in desk.rows("incident")] == ["resolved"]


def test_a_handler_of_a_branch_ends_that_branch_only(desk: Desk) -> None:
    ways = fork("both", "all", work("one"), work("two"))
    ways["branches"][0]["handlers"] = [on("stop", "halted", "interrupt", log("halted"))]
    desk.publish(main(ways, log("after")))
    case = opened(desk)
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    assert labels(desk, case) == ["halted"]
    assert [task["node"] for task in desk.open_tasks()] == ["two"]
    perform(desk)
    assert labels(desk, case) == ["halted", "after"]
