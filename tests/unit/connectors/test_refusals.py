"""Messages that come to no good end: refused or never sent, and how the flow goes on."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from dougong.connectors.engine import replay
from dougong.connectors.journal import message
from dougong.platform.definitions import Definition
from dougong.platform.problems import Conflict
from dougong.platform.storage import Record
from dougong.platform.storage.platform_tables import Connection, table_of
from dougong.runtime.flows import instances
from dougong.runtime.records import amend
from tests.unit.connectors.messages import count, life, states
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import log, main, opened, put


def test_a_refusal_undoes_the_effect_and_is_an_incident(desk: Desk) -> None:
    desk.publish(main(put("first"), log("after")))
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
    with desk.service() as tx:
        amend(tx, "case", case.id, {"flag": False})


def test_a_retry_sends_the_same_message_again(desk: Desk) -> None:
    desk.publish(main(put("first"), log("after")))
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
    desk.publish(main(put("first"), log("after")))
    case = opened(desk, flag=True, remark="closed")
    _reopen(desk, case)
    with desk.as_("bela") as tx:
        replay(tx, desk.one("message")["id"])
    desk.drain()
    assert (states(desk), count(desk, case)) == (["confirmed"], 1)
    assert desk.one("instance")["state"] == "done"
    assert desk.one("incident")["state"] == "resolved"
    assert desk.find("log", case=case.id) is not None


def test_skipping_says_why_and_goes_on(desk: Desk) -> None:
    desk.publish(main(put("first"), log("after")))
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


def test_an_interface_that_is_not_connected(desk: Desk) -> None:
    """Nobody to send to: an incident with a sentence, and it goes on once there is."""
    table = table_of(Connection)
    with desk.service() as tx:
        tx.connection.execute(update(table).values(interface="interface:other"))
    desk.publish(main(put("first")))
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
    desk.publish(main(put("first")))
    desk.publish(Definition.of(body))
    case = opened(desk)
    with desk.looking() as tx:
        told = message(tx, desk.one("message")["id"])
    assert told is not None
    assert (told["state"], told["error_class"]) == ("refused", "permanent")
    assert count(desk, case) == 0


def test_inputs_that_do_not_fit_are_refused_before_they_are_planned(desk: Desk) -> None:
    desk.publish(main(put("first", label="x' if n > 5 else '")))
    opened(desk)
    assert desk.rows("message") == []
    assert desk.one("instance")["state"] == "incident"
    assert "label" in str(desk.one("incident")["what"]["error"])
