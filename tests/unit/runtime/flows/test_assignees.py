"""Whom tasks are for: people by name, heads of departments, people who have no part in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from dougong.platform.identity import create_department, create_user, set_head, user_by_login
from dougong.platform.problems import Conflict, Forbidden, NotFound
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import AppUser, table_of
from dougong.runtime.flows import instances, tasks
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import Node, log, main, opened, perform, work

BOTH = ["role:clerk", "role:boss"]


def task(id: str, to: Any, **more: Any) -> list[Node]:
    made, node = work(id)
    return [made, {**node, "to": to, **more}]


def who_sees(desk: Desk) -> set[str]:
    """Logins of the people who find a task in their inbox."""
    found = set()
    for login, *_ in small.PEOPLE:
        with desk.looking(login) as tx:
            assert len(tasks.tasks_of(tx)) == tasks.open_count(tx)
            if tasks.tasks_of(tx):
                found.add(login)
    return found


def leave(tx: Transaction, login: str) -> None:
    """Somebody leaves the company."""
    users = table_of(AppUser)
    tx.connection.execute(update(users).where(users.c.login == login).values(active=False))


def kept(desk: Desk, who: str) -> str:
    """A case that names its keeper."""
    return str(opened(desk, keeper=desk.actor(who).id).id)


def test_a_task_for_one_person_is_nobody_elses(desk: Desk) -> None:
    desk.publish(main(*task("first", [{"person": "keeper"}])))
    kept(desk, "carl")
    assert who_sees(desk) == {"carl"}
    found = desk.one("task")
    assert (found["roles"], found["persons"]) == ([], [desk.actor("carl").id])
    with pytest.raises(NotFound):
        desk.complete("clara", found["id"], {"result": "x"})
    with pytest.raises(Conflict, match="卡尔"):
        desk.act("clara", "work", found["record"], "do", {"result": "behind his back"})
    desk.complete("carl", found["id"], {"result": "mine"})
    assert desk.one("task")["done_by"] == desk.actor("carl").id


def test_a_person_and_a_role_whoever_is_first(desk: Desk) -> None:
    desk.publish(main(*task("first", ["role:boss", {"person": "keeper"}])))
    kept(desk, "carl")
    assert who_sees(desk) == {"carl", "bela"}
    perform(desk, "bela")


def test_the_same_person_named_twice_is_one_person(desk: Desk) -> None:
    desk.publish(main(*task("first", [{"person": "keeper"}, {"person": "record.owner"}])))
    kept(desk, "clara")
    assert desk.one("task")["persons"] == [desk.actor("clara").id]


def test_the_head_of_a_persons_department(desk: Desk) -> None:
    """Who heads it themselves has the head of the department above over them."""
    with desk.service() as tx:
        bela, carl = (str((user_by_login(tx, one) or {})["id"]) for one in ("bela", "carl"))
        all_ = create_department(tx, "ALL", small.text("all"), None)
        shop = create_department(tx, "SHOP", small.text("shop"), None, all_)
        set_head(tx, all_, bela)
        set_head(tx, shop, carl)
        create_user(tx, "dora", "朵拉", None, ["clerk"], department=shop)
        users = table_of(AppUser)
        tx.connection.execute(update(users).where(users.c.id == carl).values(department=shop))
    desk.publish(main(*task("first", [{"head_of": "keeper"}])))
    kept(desk, "dora")
    assert who_sees(desk) == {"carl"}
    perform(desk, "carl")
    kept(desk, "carl")
    assert who_sees(desk) == {"bela"}
    perform(desk, "bela")
    desk.publish(main(*task("first", [{"head_of": "title"}])))
    opened(desk, title="SHOP")
    assert who_sees(desk) == {"carl"}


def test_who_did_the_first_step_has_no_part_in_the_second(desk: Desk) -> None:
    """They do not find it, cannot take it, cannot do it at the record, and are told why."""
    why = small.text("not who did the first")
    second = task("second", BOTH, **{"not": ["first.by", "keeper"], "because": why})
    desk.publish(main(*work("first"), *second))
    kept(desk, "bela")
    perform(desk, "clara")
    assert who_sees(desk) == {"carl"}
    found = desk.open_tasks()[0]
    tries: list[Callable[[str], object]] = [
        lambda who: desk.complete(who, found["id"], {"result": "mine"}),
        lambda who: desk.act(who, "work", found["record"], "do", {"result": "mine"}),
    ]
    for login in ("clara", "bela"):
        for attempt in tries:
            before = desk.counts()
            with pytest.raises(Forbidden) as caught:
                attempt(login)
            assert caught.value.message.render("zh") == why["zh"]
            assert desk.counts() == before
    perform(desk, "carl")
    assert desk.one("instance")["state"] == "done"


def test_without_words_of_the_flow_the_program_says_why(desk: Desk) -> None:
    desk.publish(main(*task("first", BOTH, **{"not": "record.owner"})))
    opened(desk)
    with pytest.raises(Forbidden, match="Somebody else must do this"):
        desk.complete("clara", desk.one("task")["id"], {"result": "mine"})
    perform(desk, "carl")


@pytest.mark.parametrize(
    ("to", "more", "login"),
    [
        ([{"person": "keeper"}], {}, "nobody"),  # left empty
        ([{"person": "keeper"}], {}, "june"),  # has no right to do it
        ([{"person": "keeper"}], {"not": "keeper"}, "clara"),
        ([{"head_of": "keeper"}], {}, "clara"),  # belongs to no department
        ([{"head_of": "title"}], {}, "clara"),  # there is no such department
        ("role:boss", {"not": "keeper"}, "bela"),  # the only one
    ],
)
def test_where_nobody_is_found_the_flow_stops_and_says_so(
    desk: Desk, to: Any, more: dict[str, Any], login: str
) -> None:
    desk.publish(main(*task("first", to, **more)))
    opened(desk, keeper=None if login == "nobody" else desk.actor(login).id)
    assert desk.rows("task") == []
    assert desk.one("instance")["state"] == "incident"
    error = desk.one("incident")["what"]["error"]
    assert error["zh"].startswith("找不到可以办理的人") and "nobody to do this" in error["en"]


def test_once_somebody_is_there_the_flow_goes_on(desk: Desk) -> None:
    """A role nobody active holds counts as nobody."""
    desk.publish(main(*task("first", "role:boss")))
    with desk.service() as tx:
        leave(tx, "bela")
    opened(desk)
    instance = desk.one("instance", state="incident")["id"]
    assert "boss" in desk.one("incident")["what"]["error"]["en"]
    with desk.service() as tx:
        create_user(tx, "dora", "朵拉", None, ["boss"])
        instances.retry(tx, instance)
    perform(desk, "dora")
    assert desk.one("instance")["state"] == "done"


def test_nobody_means_others_or_going_on_without(desk: Desk) -> None:
    desk.publish(
        main(
            *task("first", [{"person": "keeper"}], nobody={"to": "role:boss"}),
            *task("second", [{"person": "keeper"}], nobody="skip"),
            log("after"),
        )
    )
    opened(desk)
    assert who_sees(desk) == {"bela"}
    perform(desk, "bela")
    assert desk.one("instance")["state"] == "done"
    assert desk.steps(desk.one("instance")["id"])["second"] == "skipped"


def test_who_has_left_is_not_asked(desk: Desk) -> None:
    desk.publish(main(*task("first", [{"person": "keeper"}, "role:boss"])))
    with desk.service() as tx:
        carl = (user_by_login(tx, "carl") or {})["id"]
        leave(tx, "carl")
    opened(desk, keeper=carl)
    assert desk.one("task")["persons"] == []
    perform(desk, "bela")
