"""The journal, the engine and the built-in system: effects once, in order, and told."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete

from dougong.connectors.engine import queue, replay
from dougong.connectors.journal import Plan, message, plan, steps
from dougong.platform.definitions import Definition
from dougong.platform.problems import Conflict
from dougong.platform.publishing import publish_definitions
from dougong.platform.storage import Record
from dougong.platform.storage.platform_tables import JobRow
from dougong.runtime.flows import instances
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

Node = dict[str, Any]
_jobs = JobRow.__table__  # type: ignore[attr-defined]


def put(id: str, label: str = "a", **more: str) -> Node:
    return {"id": id, "do": "interface.call", "operation": "interface:store.put",
            "with": {"case": "record", "label": f"'{label}'", **more}}  # fmt: skip


def log(id: str) -> Node:
    return {"id": id, "do": "record.create", "form": "form:log",
            "set": {"case": "record", "label": f"'{id}'"}}  # fmt: skip


def publish(desk: Desk, *nodes: Node, **body: Any) -> None:
    on = {"form": "form:case", "event": "opened"}
    with desk.service() as tx:
        publish_definitions(tx, [small.flow("main", list(nodes), on=on, **body)], "test")


def opened(desk: Desk, **values: Any) -> Record:
    case = desk.create("clara", "case", {"title": "one", **values}, "open")
    desk.drain()
    return case


def count(desk: Desk, case: Record, label: str = "a") -> int:
    """How often the effect has happened."""
    found = desk.find("tally", case=case.id, label=label)
    return found.values["count"] if found else 0


def states(desk: Desk) -> list[str]:
    return [row["state"] for row in desk.rows("message")]


def life(desk: Desk, id: str) -> list[str]:
    with desk.looking() as tx:
        return [step["state"] for step in steps(tx, id)]


def test_planned_sent_confirmed(desk: Desk) -> None:
    publish(desk, put("first"), log("after"))
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
    publish(desk, put("first"), log("after"))
    case = desk.create("clara", "case", {"title": "one"}, "open")
    assert desk.jobs._run_one()  # the flow starts and plans
    with desk.service() as tx:
        gone = tx.connection.execute(delete(_jobs).where(_jobs.c.kind == "connectors.send"))
        assert gone.rowcount == 1
    assert desk.drain() == 0
    assert (states(desk), count(desk, case)) == (["planned"], 0)
    assert desk.one("instance")["state"] == "running"
    with desk.service() as tx:
        queue(tx, desk.one("message")["id"])
    desk.drain()
    assert (states(desk), count(desk, case)) == (["confirmed"], 1)
    assert desk.one("instance")["state"] == "done"


def test_a_job_twice_is_an_effect_once(desk: Desk) -> None:
    publish(desk, put("first"))
    case = opened(desk)
    with desk.service() as tx:
        queue(tx, desk.one("message")["id"])
    assert desk.drain() == 1
    assert count(desk, case) == 1


def _plan(desk: Desk, case: Record, key: str, **more: Any) -> str:
    inputs = {"case": case.id, "label": key}
    values = {"connection": "shelf", "interface": "store", "operation": "put", "entity": "case",
              "order_key": case.id, "effect_key": key, "inputs": inputs, **more}  # fmt: skip
    with desk.service() as tx:
        return plan(tx, Plan(**values))


def test_the_same_effect_key_plans_one_message(desk: Desk) -> None:
    case = desk.create("clara", "case", {"title": "one"})
    assert _plan(desk, case, "k") == _plan(desk, case, "k")
    assert len(desk.rows("message")) == 1


def test_messages_about_one_thing_keep_their_order(desk: Desk) -> None:
    """A later one waits behind an earlier one of its connection, entity and key, and no other."""
    case = desk.create("clara", "case", {"title": "one"})
    other = desk.create("clara", "case", {"title": "two"})
    first, second = _plan(desk, case, "first"), _plan(desk, case, "second")
    aside = _plan(desk, other, "aside")
    elsewhere = _plan(desk, case, "elsewhere", entity="item")
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


def test_a_refusal_undoes_the_effect_and_is_an_incident(desk: Desk) -> None:
    publish(desk, put("first"), log("after"))
    case = opened(desk, flag=True, remark="closed")
    told = desk.one("message")
    assert (told["state"], told["error_class"], told["reason"]) == (
        "refused", "business", "not_open")  # fmt: skip
    assert told["error_text"] == small.text("the shelf is closed")
    assert life(desk, told["id"]) == ["planned", "sent", "refused"]
    assert count(desk, case) == 0
    incident = desk.one("incident")
    assert (incident["owner"], incident["state"]) == ("admin", "open")
    assert "the shelf is closed" in incident["what"]["error"]["en"]
    assert desk.one("instance")["state"] == "incident"
    assert desk.find("log", case=case.id) is None


def _reopen(desk: Desk, case: Record) -> None:
    from dougong.runtime.records import amend

    with desk.service() as tx:
        amend(tx, "case", case.id, {"flag": False})


def test_a_retry_sends_the_same_message_again(desk: Desk) -> None:
    publish(desk, put("first"), log("after"))
    case = opened(desk, flag=True, remark="closed")
    before = desk.one("message")
    instance = desk.one("instance")["id"]
    with desk.service() as tx:
        instances.retry(tx, instance)
    desk.drain()
    assert states(desk) == ["refused"]
    _reopen(desk, case)
    with desk.service() as tx:
        instances.retry(tx, instance)
    desk.drain()
    after = desk.one("message")
    assert (after["id"], after["effect_key"]) == (before["id"], before["effect_key"])
    assert (after["state"], after["attempts"], after["error_class"]) == ("confirmed", 3, None)
    assert count(desk, case) == 1
    assert desk.one("instance")["state"] == "done"
    assert desk.rows("incident", state="open") == []
    with pytest.raises(Conflict), desk.service() as tx:
        instances.retry(tx, instance)


def test_a_replay_lets_the_instance_go_on(desk: Desk) -> None:
    """Sent again from the journal, not from the incident: the flow hears of the good end."""
    publish(desk, put("first"), log("after"))
    case = opened(desk, flag=True, remark="closed")
    _reopen(desk, case)
    with desk.as_("bela") as tx:
        replay(tx, desk.one("message")["id"])
    desk.drain()
    assert (states(desk), count(desk, case)) == (["confirmed"], 1)
    assert desk.one("instance")["state"] == "done"
    assert desk.one("incident")["state"] == "resolved"
    assert desk.find("log", case=case.id) is not None


def test_what_is_confirmed_is_not_sent_again(desk: Desk) -> None:
    publish(desk, put("first"))
    case = opened(desk)
    before = desk.counts()
    for id in (desk.one("message")["id"], "no-such-message"):
        with pytest.raises(Conflict), desk.service() as tx:
            replay(tx, id)
    assert desk.counts() == before
    assert count(desk, case) == 1


def test_skipping_says_why_and_goes_on(desk: Desk) -> None:
    publish(desk, put("first"), log("after"))
    case = opened(desk, flag=True, remark="closed")
    instance = desk.one("instance")["id"]
    with desk.service() as tx:
        instances.skip(tx, instance, "put by hand")
    assert (states(desk), count(desk, case)) == (["refused"], 0)
    assert desk.find("log", case=case.id) is not None
    with desk.looking() as tx:
        (step,) = [one for one in instances.steps_of(tx, instance) if one["step"] == "first"]
    assert (step["state"], step["detail"]) == ("skipped", {"reason": "put by hand"})
    assert desk.one("incident")["how"] == "skip: put by hand"
    with pytest.raises(Conflict), desk.service() as tx:
        instances.skip(tx, instance, "again")


def _halting(*nodes: Node) -> dict[str, Any]:
    handler = {"id": "stop", "on": {"form": "form:case", "event": "halted"}, "mode": "interrupt",
               "nodes": list(nodes)}  # fmt: skip
    return {"handlers": [handler]}


def test_an_interruption_withdraws_what_is_not_sent(desk: Desk) -> None:
    """And what waits behind the withdrawn message is sent at last."""
    publish(desk, put("first"), log("never"), **_halting(log("halted")))
    case = desk.create("clara", "case", {"title": "one"}, "open")
    assert desk.jobs._run_one()
    (told,) = desk.rows("message")
    with desk.service() as tx:
        tx.connection.execute(delete(_jobs).where(_jobs.c.key == told["id"]))
    behind = _plan(desk, case, "behind")
    with desk.service() as tx:
        queue(tx, behind)
    desk.drain()
    assert states(desk) == ["planned", "planned"]
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    first, second = desk.rows("message")
    assert (first["state"], first["reason"]) == ("refused", "withdrawn")
    assert second["state"] == "confirmed"
    assert (count(desk, case), count(desk, case, "behind")) == (0, 1)
    assert desk.one("instance")["state"] == "done"
    with pytest.raises(Conflict), desk.service() as tx:
        replay(tx, told["id"])


def test_an_interruption_leaves_what_was_sent(desk: Desk) -> None:
    pause = {"id": "pause", "do": "wait", "hours": 1}
    publish(desk, put("first"), pause, **_halting(log("halted")))
    case = opened(desk)
    desk.act("bela", "case", case.id, "halt")
    desk.drain()
    assert (states(desk), count(desk, case)) == (["confirmed"], 1)


def test_an_interface_that_is_not_connected(desk: Desk) -> None:
    """Nobody to send to: an incident with a sentence, and it goes on once there is."""
    from sqlalchemy import update

    from dougong.platform.storage.platform_tables import Connection

    table = Connection.__table__  # type: ignore[attr-defined]
    with desk.service() as tx:
        tx.connection.execute(update(table).values(interface="interface:other"))
    publish(desk, put("first"))
    case = opened(desk)
    assert "not connected" in desk.one("incident")["what"]["error"]["en"]
    with desk.service() as tx:
        tx.connection.execute(update(table).values(interface="interface:store"))
        instances.retry(tx, desk.one("instance")["id"])
    desk.drain()
    assert count(desk, case) == 1


def test_an_operation_the_system_cannot_do(desk: Desk) -> None:
    body = dict(small.SHELF.body)
    body["operations"] = [{"id": "put", "support": "unsupported"}]
    publish(desk, put("first"))
    with desk.service() as tx:
        publish_definitions(tx, [Definition.of(body)], "test")
    case = opened(desk)
    with desk.looking() as tx:
        told = message(tx, desk.one("message")["id"])
    assert told is not None
    assert (told["state"], told["error_class"]) == ("refused", "permanent")
    assert count(desk, case) == 0


def test_inputs_that_do_not_fit_are_refused_before_they_are_planned(desk: Desk) -> None:
    publish(desk, put("first", label="x' if n > 5 else '"))
    opened(desk)
    assert desk.rows("message") == []
    assert desk.one("instance")["state"] == "incident"


def test_without_its_job_the_stock_does_not_move(company: Desk) -> None:
    """The story of the trade: verdict given, message planned, stock where it was."""
    lines = [{"material": {"code": "F-141"}, "quantity": "100"}]
    order = company.create(
        "wujing", "purchase_order", {"supplier": {"code": "S-001"}, "lines": lines}, "approve"
    )
    line = {"order_line": order.values["lines"][0]["id"], "batch": "B1", "quantity": "100"}
    company.create("heli", "arrival", {"purchase_order": order.id, "lines": [line]}, "post")
    company.drain()
    task = company.open_tasks(form="inspection")[-1]
    before = len(company.rows("message"))
    company.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 5})
    assert company.jobs._run_one()
    removed: list[str] = []
    while True:
        planned = [row for row in company.rows("message")[before:] if row["state"] == "planned"]
        (last,) = planned
        if last["operation"] == "stock.accept":
            break
        company.jobs._run_one()
    with company.service() as tx:
        tx.connection.execute(delete(_jobs).where(_jobs.c.key == last["id"]))
    removed.append(last["id"])
    company.drain()
    assert _stock(company, "B1") == {"to_inspect": 100}
    with company.service() as tx:
        queue(tx, removed[0])
    company.drain()
    assert _stock(company, "B1") == {"good": 100}


def _stock(company: Desk, batch: str) -> dict[str, int]:
    held = {}
    for store in ("to_inspect", "pending", "good"):
        found = company.find("stock_balance", batch=batch, store=store)
        if found is not None and found.values["quantity"].value:
            held[store] = int(found.values["quantity"].value)
    return held
