"""Tasks: who is offered them, who has them, who may complete them, and when they are due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from dougong.platform.problems import Conflict, NotFound
from dougong.runtime.flows import tasks
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import labels, log, main, opened, perform, work


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
