"""Rounds at work: until a condition holds, or until they are used up."""

from __future__ import annotations

from dougong.runtime.flows import instances
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import Node, again, labels, log, main, opened, perform, put, work

COUNT: Node = {
    "id": "count",
    "do": "record.update",
    "record": "record",
    "set": {"n": "current.n + 1"},
}


def _rounds(desk: Desk) -> list[str]:
    (instance,) = desk.rows("instance")
    return [key for key in desk.steps(instance["id"]) if key.endswith("/try")]


def test_rounds_go_on_until_the_condition_holds(desk: Desk) -> None:
    """Asked of what this round has made; each round is a task of its own."""
    desk.publish(main(again("more", "try_work.record.result == 'well'", 5, *work("try")),
                      log("after")))  # fmt: skip
    case = opened(desk)
    for result in ("badly", "so so"):
        task = desk.open_tasks()[0]
        desk.complete("clara", task["id"], {"result": result})
        desk.drain()
        assert labels(desk, case) == []
    assert _rounds(desk) == ["more/1/try", "more/2/try", "more/3/try"]
    perform(desk)
    assert labels(desk, case) == ["after"]
    assert len(desk.rows("task")) == 3


def test_the_last_round_is_seen_afterwards(desk: Desk) -> None:
    after = {**log("after"), "set": {"case": "record", "label": "try_work.record.result"}}
    desk.publish(main(again("more", "try_work.record.result != 'bad'", 5, *work("try")), after))
    case = opened(desk)
    for result in ("bad", "good"):
        desk.complete("clara", desk.open_tasks()[0]["id"], {"result": result})
        desk.drain()
    assert labels(desk, case) == ["good"]


def test_each_round_sends_a_message_of_its_own(desk: Desk) -> None:
    desk.publish(main(again("more", "n >= 3", 9, COUNT, put("store"))))
    opened(desk)
    keys = [one["effect_key"] for one in desk.rows("message")]
    (instance,) = desk.rows("instance")
    assert keys == [f"{instance['id']}:more/{n}/store" for n in (1, 2, 3)]
    assert instance["state"] == "done"


def test_rounds_that_are_used_up_are_an_incident(desk: Desk) -> None:
    """Its owner may have one round more, or go on without."""
    desk.publish(main(again("more", "n >= 4", 2, COUNT), log("after")))
    case = opened(desk)
    (instance,) = desk.rows("instance")
    assert instance["state"] == "incident"
    assert "2 轮" in desk.one("incident")["what"]["error"]["zh"]
    with desk.service() as tx:
        instances.retry(tx, instance["id"])
    assert desk.record("case", case.id).values["n"] == 3
    assert desk.one("instance")["state"] == "incident"
    with desk.service() as tx:
        instances.retry(tx, instance["id"])
    assert labels(desk, case) == ["after"]
    assert desk.one("instance")["state"] == "done"


def test_without_the_condition_if_the_owner_says_so(desk: Desk) -> None:
    desk.publish(main(again("more", "n >= 4", 2, COUNT), log("after")))
    case = opened(desk)
    with desk.service() as tx:
        instances.skip(tx, desk.one("instance")["id"], "good enough")
    assert labels(desk, case) == ["after"]


def test_rounds_that_are_used_up_may_go_on(desk: Desk) -> None:
    desk.publish(main(again("more", "n >= 4", 2, COUNT, then="go_on"), log("after")))
    case = opened(desk)
    assert labels(desk, case) == ["after"]
    assert desk.record("case", case.id).values["n"] == 2
