"""Stand-ins: somebody's tasks are done by another person, in that person's own name and rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dougong.platform.problems import Conflict, Forbidden, Invalid, NotFound
from dougong.runtime.flows import stand_ins, tasks
from dougong.runtime.notifications import notices_of
from dougong.runtime.timeline import timeline
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import Node, log, main, opened, perform, work

TODAY, FRIDAY = "2026-11-24", "2026-11-27"


def for_keeper(id: str = "first", **more: Any) -> list[Node]:
    made, task = work(id)
    return [made, {**task, "to": [{"person": "keeper"}], **more}]


def appoint(
    desk: Desk, who: str, stand_in: str, first: str = TODAY, last: str = FRIDAY
) -> Mapping[str, Any]:
    with desk.as_(who) as tx:
        return stand_ins.appoint(tx, desk.actor(stand_in).id, first, last)


def inbox(desk: Desk, who: str) -> list[str | None]:
    """For each task in somebody's inbox the login of whom they stand in for."""
    logins = {desk.actor(login).id: login for login in ("clara", "carl", "bela", "june")}
    with desk.looking(who) as tx:
        found = tasks.tasks_of(tx)
        assert tasks.open_count(tx) == len(found)
        return [logins.get(str(tasks.behalf(tx, one))) for one in found]


def test_open_and_new_tasks_of_who_is_away_are_the_stand_ins_too(desk: Desk) -> None:
    desk.publish(main(*for_keeper()))
    opened(desk, keeper=desk.actor("carl").id)
    assert inbox(desk, "bela") == []
    appoint(desk, "carl", "bela")
    assert inbox(desk, "bela") == ["carl"] and inbox(desk, "carl") == [None]
    opened(desk, keeper=desk.actor("carl").id)
    assert inbox(desk, "bela") == ["carl", "carl"]
    assert inbox(desk, "clara") == []
    with desk.looking("bela") as tx:
        (notice,) = notices_of(tx)
        assert notice["title"] == "You stand in for 卡尔"
        assert notice["body"] == "From 11-24 to 11-27 the tasks of 卡尔 are in your inbox too."


def test_what_is_done_is_done_by_the_stand_in_on_behalf_of_the_other(desk: Desk) -> None:
    desk.publish(main(*for_keeper(), log("after")))
    opened(desk, keeper=desk.actor("carl").id)
    appoint(desk, "carl", "bela")
    carl, bela = desk.actor("carl").id, desk.actor("bela").id
    desk.complete("bela", desk.one("task")["id"], {"result": "well"})
    desk.drain()
    found = desk.one("task")
    assert (found["done_by"], found["on_behalf_of"]) == (bela, carl)
    with desk.looking("bela") as tx:
        done = timeline(tx, "work", found["record"])[0]
    assert (done.actor, done.cause["ref"], done.cause["on_behalf_of"]) == (bela, bela, carl)
    outputs = desk.rows("instance_step", node="first")[0]["outputs"]
    assert outputs["by"]["id"] == bela and outputs["on_behalf_of"]["id"] == carl
    with desk.looking("bela") as tx:
        assert len(tasks.tasks_of(tx, "done")) == 1


def test_it_counts_at_the_record_too(desk: Desk) -> None:
    desk.publish(main(*for_keeper()))
    opened(desk, keeper=desk.actor("carl").id)
    record = desk.one("task")["record"]
    with pytest.raises(Conflict, match="卡尔"):
        desk.act("bela", "work", record, "do", {"result": "well"})
    appoint(desk, "carl", "bela")
    desk.act("bela", "work", record, "do", {"result": "well"})
    assert desk.one("task")["on_behalf_of"] == desk.actor("carl").id


def test_what_the_other_one_has_taken_is_the_stand_ins_too(desk: Desk) -> None:
    """And nobody else's: their colleagues with the role still do not see it."""
    desk.publish(main(*work("first")))
    opened(desk)
    task = desk.one("task")["id"]
    with desk.as_("carl") as tx:
        tasks.claim(tx, task)
    appoint(desk, "carl", "clara")
    assert inbox(desk, "clara") == ["carl"]
    with desk.as_("clara") as tx:
        assert tasks.claim(tx, task)["on_behalf_of"] == desk.actor("carl").id
    assert inbox(desk, "carl") == []
    with desk.as_("clara") as tx:
        tasks.release(tx, task)
    assert desk.one("task")["on_behalf_of"] is None and inbox(desk, "carl") == [None]
    with desk.as_("carl") as tx:
        tasks.claim(tx, task)
    perform(desk, "clara")
    assert desk.one("task")["on_behalf_of"] == desk.actor("carl").id


def test_standing_in_lends_nobodys_rights(desk: Desk) -> None:
    """Who could not do such a task does not find it; roles of the other one are not theirs."""
    desk.publish(main(*for_keeper(), *work("second")))
    opened(desk, keeper=desk.actor("carl").id)
    appoint(desk, "carl", "june")
    task = desk.one("task")
    assert inbox(desk, "june") == []
    with pytest.raises(NotFound):
        desk.complete("june", task["id"], {"result": "x"})
    perform(desk, "carl")
    appoint(desk, "carl", "bela")
    assert inbox(desk, "bela") == [], "a task for a role waits for those who have it"


def test_who_has_no_part_in_a_task_has_none_as_a_stand_in(desk: Desk) -> None:
    desk.publish(main(*for_keeper(**{"not": "record.owner"})))
    opened(desk, keeper=desk.actor("carl").id)
    appoint(desk, "carl", "clara")
    assert inbox(desk, "clara") == []
    with pytest.raises(Forbidden):
        desk.complete("clara", desk.one("task")["id"], {"result": "x"})


def test_it_begins_and_ends_with_its_days(desk: Desk) -> None:
    desk.publish(main(*for_keeper()))
    opened(desk, keeper=desk.actor("carl").id)
    appoint(desk, "carl", "bela", "2026-11-25", "2026-11-25")
    assert inbox(desk, "bela") == []
    desk.clock.forward(hours=14)  # midnight in Shanghai
    assert inbox(desk, "bela") == ["carl"]
    desk.clock.forward(hours=24)
    assert inbox(desk, "bela") == []


def test_it_can_be_taken_back(desk: Desk) -> None:
    desk.publish(main(*for_keeper()))
    opened(desk, keeper=desk.actor("carl").id)
    made = appoint(desk, "carl", "bela")
    with pytest.raises(NotFound), desk.as_("clara") as tx:
        stand_ins.end(tx, made["id"])
    with desk.as_("carl") as tx:
        assert [one["id"] for one in stand_ins.appointed(tx)] == [made["id"]]
        stand_ins.end(tx, made["id"])
        assert stand_ins.appointed(tx) == []
    assert inbox(desk, "bela") == []
    with pytest.raises(NotFound), desk.as_("carl") as tx:
        stand_ins.end(tx, made["id"])


def test_a_stand_in_is_no_stand_in_for_who_stands_in(desk: Desk) -> None:
    desk.publish(main(*for_keeper()))
    opened(desk, keeper=desk.actor("carl").id)
    appoint(desk, "carl", "bela")
    appoint(desk, "bela", "clara")
    assert inbox(desk, "clara") == []


def test_stand_ins_are_reminded(desk: Desk) -> None:
    desk.publish(main(*for_keeper(due={"hours": 8, "remind": [4]})))
    opened(desk, keeper=desk.actor("carl").id)
    appoint(desk, "carl", "bela")
    desk.clock.forward(hours=4)
    desk.drain()
    with desk.looking("bela") as tx:
        assert notices_of(tx)[0]["title"].startswith("Due 11-24 18:00")


@pytest.mark.parametrize(
    ("who", "first", "last", "fields"),
    [
        ("carl", TODAY, FRIDAY, ["stand_in"]),  # oneself
        ("nobody", TODAY, FRIDAY, ["stand_in"]),
        ("bela", "2026-11-26", "2026-11-25", ["until"]),
        ("bela", "2026-11-20", "2026-11-23", ["until"]),  # over already
        ("bela", "2026-11-24", "2028-11-24", ["until"]),
        ("bela", "", "soon", ["from", "until"]),
        ("nobody", "0001-01-01", None, ["stand_in", "from", "until"]),
    ],
)
def test_what_is_wrong_is_said_of_each_field(
    desk: Desk, who: str, first: object, last: object, fields: list[str]
) -> None:
    before = desk.counts()
    with pytest.raises(Invalid) as caught, desk.as_("carl") as tx:
        person = None if who == "nobody" else desk.actor(who).id
        stand_ins.appoint(tx, person, first, last)
    assert [one.path for one in caught.value.fields] == fields
    assert desk.counts() == before
