"""Handing a task to another person: who may, to whom, and what is kept of it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from dougong.platform.identity import create_user
from dougong.platform.problems import Conflict, Invalid, NotFound
from dougong.platform.storage.platform_tables import AppUser, table_of
from dougong.runtime.flows import tasks
from dougong.runtime.notifications import notices_of
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import main, opened, perform, work


def begun(desk: Desk, **more: Any) -> str:
    """A task for clerks; a boss may do it, too."""
    made, task = work("first")
    desk.publish(main(made, {**task, **more}))
    opened(desk)
    return str(desk.one("task")["id"])


def hand(desk: Desk, who: str, task: str, to: str, why: str = "away today") -> None:
    with desk.as_(who) as tx:
        tasks.transfer(tx, task, desk.actor(to).id, why)


def test_a_task_handed_on_is_the_other_persons_alone(desk: Desk) -> None:
    task = begun(desk)
    with desk.as_("clara") as tx:
        tasks.claim(tx, task)
    hand(desk, "clara", task, "bela")
    for login, sees in (("clara", 0), ("carl", 0), ("bela", 1)):
        with desk.looking(login) as tx:
            assert tasks.open_count(tx) == sees, login
    found = desk.one("task")
    assert (found["claimed_by"], found["persons"]) == (None, [desk.actor("bela").id])
    with desk.looking("bela") as tx:
        (notice,) = notices_of(tx)
    assert notice["title"] == "Transferred to you: work · do"
    assert (notice["body"], notice["task"]) == ("克拉拉: away today", task)
    event = desk.one("task_event")
    assert (event["name"], event["by"]) == ("transferred", desk.actor("clara").id)
    assert event["detail"]["reason"] == "away today"
    (kept,) = [one for one in desk.rows("audit") if one["action"] == "transfer"]
    assert kept["subject"] == task
    with pytest.raises(Conflict):
        desk.act("clara", "work", found["record"], "do", {"result": "all the same"})
    perform(desk, "bela")
    assert desk.one("instance")["state"] == "done"


def test_who_may_hand_a_task_on(desk: Desk) -> None:
    """Whoever it is for while nobody has it; then they alone, and who mends flows."""
    task = begun(desk)
    with pytest.raises(NotFound):
        hand(desk, "june", task, "carl")
    with desk.as_("carl") as tx:
        tasks.claim(tx, task)
    before = desk.counts()
    with pytest.raises(Conflict, match="Somebody else has taken"):
        hand(desk, "clara", task, "bela")
    assert desk.counts() == before
    hand(desk, "bela", task, "clara", "carl is ill")  # a boss may act on flows
    hand(desk, "clara", task, "carl")
    perform(desk, "carl")
    with pytest.raises(Conflict, match="over already"):
        hand(desk, "carl", task, "clara")


@pytest.mark.parametrize(
    ("to", "why", "field"),
    [
        ("june", "because", "person"),  # has no right to do it
        ("clara", "because", "person"),  # has no part in it
        ("gone", "because", "person"),
        ("nobody", "because", "person"),
        ("bela", "  ", "reason"),
        ("bela", "x" * 501, "reason"),
    ],
)
def test_to_whom_it_cannot_be_handed(desk: Desk, to: str, why: str, field: str) -> None:
    task = begun(desk, **{"not": "record.owner"})
    with desk.service() as tx:
        gone = create_user(tx, "gone", "走了", None, ["clerk"])
        users = table_of(AppUser)
        tx.connection.execute(update(users).where(users.c.id == gone).values(active=False))
    person = (
        {"gone": gone, "nobody": None}.get(to) if to in ("gone", "nobody") else desk.actor(to).id
    )
    before = desk.counts()
    with pytest.raises(Invalid) as caught, desk.as_("carl") as tx:
        tasks.transfer(tx, task, person, why)
    assert [one.path for one in caught.value.fields] == [field]
    assert desk.counts() == before


def test_only_people_who_can_do_it_are_proposed(desk: Desk) -> None:
    task = begun(desk, **{"not": "record.owner"})
    with desk.as_("carl") as tx:
        tasks.claim(tx, task)
        assert [one[2] for one in tasks.candidates(tx, task, "")] == ["bela"]
        assert tasks.candidates(tx, task, "小") == []
        assert tasks.may_transfer(tx, tasks.task(tx, task))
    with pytest.raises(Invalid, match="yours to take"), desk.as_("carl") as tx:
        tasks.transfer(tx, task, tx.actor.id, "to myself")
    with pytest.raises(Invalid, match="already"):
        hand(desk, "bela", task, "carl")
