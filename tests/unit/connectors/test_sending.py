"""Messages are planned, sent and confirmed: each effect once, in order, and not without its job."""

from __future__ import annotations

import pytest

from dougong.connectors.engine import queue, replay
from dougong.platform.problems import Conflict
from tests.unit.connectors.messages import count, life, lose_jobs, planned, states
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import log, main, opened, put
from tests.unit.runtime.trade import arrival


def test_planned_sent_confirmed(desk: Desk) -> None:
    desk.publish(main(put("first"), log("after")))
    case = opened(desk)
    told = desk.one("message")
    assert (told["state"], told["operation"], told["entity"]) == ("confirmed", "put", "case")
    assert (told["answer"]["count"], told["attempts"]) == (1, 1)
    assert told["effect_key"] == f"{desk.one('instance')['id']}:first"
    assert life(desk, told["id"]) == ["planned", "sent", "confirmed"]
    assert count(desk, case) == 1
    tally = desk.find("tally", case=case.id)
    assert tally is not None
    assert desk.events(tally.id)[0]["cause"] == {"kind": "message", "ref": told["id"]}
    assert desk.one("instance")["state"] == "done"


def test_without_its_job_nothing_is_sent(desk: Desk) -> None:
    """The effect is the job's: take it away and everything stays planned; queue it: it happens."""
    desk.publish(main(put("first"), log("after")))
    case = desk.create("clara", "case", {"title": "one"}, "open")
    assert desk.jobs._run_one()  # the flow starts and plans
    assert lose_jobs(desk, kind="connectors.send") == 1
    assert desk.drain() == 0
    assert (states(desk), count(desk, case)) == (["planned"], 0)
    assert desk.one("instance")["state"] == "running"
    with desk.service() as tx:
        queue(tx, desk.one("message")["id"])
    desk.drain()
    assert (states(desk), count(desk, case)) == (["confirmed"], 1)
    assert desk.one("instance")["state"] == "done"


def test_a_job_twice_is_an_effect_once(desk: Desk) -> None:
    desk.publish(main(put("first")))
    case = opened(desk)
    with desk.service() as tx:
        queue(tx, desk.one("message")["id"])
    assert desk.drain() == 1
    assert count(desk, case) == 1


def test_the_same_effect_key_plans_one_message(desk: Desk) -> None:
    case = desk.create("clara", "case", {"title": "one"})
    assert planned(desk, case, "k") == planned(desk, case, "k")
    assert len(desk.rows("message")) == 1


def test_messages_about_one_thing_keep_their_order(desk: Desk) -> None:
    """A later one waits behind an earlier one of its connection, entity and key, and no other."""
    case = desk.create("clara", "case", {"title": "one"})
    other = desk.create("clara", "case", {"title": "two"})
    first, second = planned(desk, case, "first"), planned(desk, case, "second")
    aside = planned(desk, other, "aside")
    elsewhere = planned(desk, case, "elsewhere", entity="item")
    with desk.service() as tx:
        for id in (second, aside, elsewhere):
            queue(tx, id)
    desk.drain()
    found = {row["id"]: row["state"] for row in desk.rows("message")}
    assert found == {first: "planned", second: "planned", aside: "confirmed",
                     elsewhere: "confirmed"}  # fmt: skip
    with desk.service() as tx:
        queue(tx, first)
    desk.drain()
    assert set(states(desk)) == {"confirmed"}
    settled = {row["id"]: row["image"]["label"] for row in desk.rows("event", form="tally")}
    assert list(settled.values())[-2:] == ["first", "second"]


def test_what_is_confirmed_is_not_sent_again(desk: Desk) -> None:
    desk.publish(main(put("first")))
    case = opened(desk)
    before = desk.counts()
    for id in (desk.one("message")["id"], "no-such-message"):
        with pytest.raises(Conflict), desk.service() as tx:
            replay(tx, id)
    assert desk.counts() == before
    assert count(desk, case) == 1


def test_without_its_job_the_stock_does_not_move(company: Desk) -> None:
    """The story of the trade: verdict given, message planned, stock where it was."""
    arrival(company, "B1")
    company.drain()
    task = company.open_tasks(form="inspection")[-1]
    before = len(company.rows("message"))
    company.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 5})
    assert company.jobs._run_one()
    while True:
        planned = [row for row in company.rows("message")[before:] if row["state"] == "planned"]
        if [row["operation"] for row in planned] == ["stock.accept"]:
            break
        assert company.jobs._run_one()
    (last,) = planned
    lose_jobs(company, key=last["id"])
    company.drain()
    assert _stock(company, "B1") == {"to_inspect": 100}
    with company.service() as tx:
        queue(tx, last["id"])
    company.drain()
    assert _stock(company, "B1") == {"good": 100}


def _stock(company: Desk, batch: str) -> dict[str, int]:
    held = {}
    for store in ("to_inspect", "pending", "good"):
        found = company.find("stock_balance", batch=batch, store=store)
        if found is not None and found.values["quantity"].value:
            held[store] = int(found.values["quantity"].value)
    return held
