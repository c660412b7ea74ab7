"""A change without code: by JSON alone a field, a rule that uses it, and a node of the flow."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dougong.platform import publishing
from dougong.platform.definitions import Definition
from dougong.platform.problems import Invalid, Refused
from dougong.platform.storage import Record
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.fixtures import company

__all__ = ["company"]

Body = dict[str, Any]
ARRIVAL, FLOW = "form:arrival", "flow:incoming_inspection"
RULE = """{
  "kind": "rule", "id": "cold_goods_stay_cold", "title": {"zh": "冷链到货温度", "en": "Cold goods stay cold"},
  "format": 1,
  "on": {"form": "form:arrival", "transition": "post"},
  "if": "temperature != empty and temperature > 8",
  "then": [
    {
      "id": "stop", "do": "refuse", "field": "temperature",
      "message": {"zh": "到货温度超过 8 ℃", "en": "Arrived warmer than 8 °C"}
    }
  ]
}"""
FIELD = {"id": "temperature", "type": "decimal", "title": {"zh": "到货温度", "en": "Temperature"}}
# The inspection says how cold it was: a node of the flow reads the new field.
NODE = {
    "id": "note_temperature", "do": "record.update", "record": "plan.record",
    "if": "temperature != empty", "set": {"remark": "'cold' if temperature <= 4 else 'cool'"},
}  # fmt: skip


def body_of(desk: Desk, ref: str) -> Body:
    with desk.looking() as tx:
        found: Body = json.loads(json.dumps(publishing.revision(tx, ref)[0].body))
    return found


def edit(desk: Desk, ref: str, change: Callable[[Body], object]) -> None:
    """A draft of the live definition, changed."""
    body = body_of(desk, ref)
    change(body)
    with desk.service() as tx:
        publishing.save_draft(tx, Definition.of(body))


def publish(desk: Desk, *refs: str) -> dict[str, int]:
    with desk.service() as tx:
        return dict(publishing.publish(tx, refs, "cold chain").revisions)


def loop(body: Body) -> Body:
    (found,) = body["nodes"]
    return dict(found)


def arrive(desk: Desk, batch: str, **more: Any) -> Record:
    lines = [{"material": {"code": "B-122"}, "quantity": "10"}]
    order = desk.create(
        "wujing", "purchase_order", {"supplier": {"code": "S-001"}, "lines": lines}, "approve"
    )
    line = {"order_line": order.values["lines"][0]["id"], "batch": batch, "quantity": "10"}
    values = {"purchase_order": order.id, "lines": [line], **more}
    arrival = desk.create("heli", "arrival", values, "post")
    desk.drain()
    return arrival


def task_of(desk: Desk, arrival: Record) -> dict[str, Any]:
    instance = desk.one("instance", record=arrival.id)
    return desk.one("task", instance=instance["id"])


def judge(desk: Desk, arrival: Record) -> None:
    task = task_of(desk, arrival)
    desk.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 1})
    desk.drain()


def good(desk: Desk, batch: str) -> int:
    held = desk.find("stock_balance", batch=batch, store="good")
    return int(held.values["quantity"].value) if held else 0


def change_everything(desk: Desk) -> dict[str, int]:
    """Field, rule and node, checked and published together."""
    edit(desk, ARRIVAL, lambda body: body["fields"].append(FIELD))
    edit(desk, FLOW, lambda body: body["nodes"][0]["nodes"].insert(4, NODE))
    with desk.service() as tx:
        publishing.save_draft(tx, Definition.of(json.loads(RULE)))
        alone = publishing.check_draft(tx, FLOW)
        assert {one.code for one in alone if one.severity == "error"} == {"unknown_name"}, (
            "the node needs the field, which is a draft too"
        )
    return publish(desk, ARRIVAL, FLOW, "rule:cold_goods_stay_cold")


def test_a_field_a_rule_and_a_node(company: Desk) -> None:
    before = arrive(company, "OLD")
    assert change_everything(company) == {ARRIVAL: 2, FLOW: 2, "rule:cold_goods_stay_cold": 1}

    with pytest.raises(Refused) as caught:
        arrive(company, "WARM", temperature="8.5")
    assert [one.path for one in caught.value.fields] == ["temperature"]
    assert caught.value.fields[0].message.render("zh") == "到货温度超过 8 ℃"

    after = arrive(company, "NEW", temperature="4")
    revisions = {row["record"]: row["revision"] for row in company.rows("instance")}
    assert (revisions[before.id], revisions[after.id]) == (1, 2)
    noted = company.record("inspection", task_of(company, after)["record"])
    assert noted.values["remark"] == "cold"

    judge(company, before)
    judge(company, after)
    assert (good(company, "OLD"), good(company, "NEW")) == (10, 10)
    for arrival in (before, after):
        assert company.one("instance", record=arrival.id)["state"] == "done"
    steps = company.steps(company.one("instance", record=before.id)["id"])
    assert "lots/0/note_temperature" not in steps


def retire(body: Body) -> None:
    next(one for one in body["fields"] if one["id"] == "temperature")["retired"] = True


def test_a_field_an_old_revision_still_reads_is_not_retired(company: Desk) -> None:
    """The live flow no longer reads it, a running instance does: publishing says where."""
    change_everything(company)
    running = arrive(company, "RUN", temperature="4")
    edit(company, FLOW, lambda body: body["nodes"][0]["nodes"].remove(NODE))
    rule = json.loads(RULE)
    rule.update({"if": "delivery_note == 'none'"})
    rule["then"][0]["field"] = "delivery_note"
    with company.service() as tx:
        publishing.save_draft(tx, Definition.of(rule))
    publish(company, FLOW, "rule:cold_goods_stay_cold")

    edit(company, ARRIVAL, retire)
    before = company.counts()
    with pytest.raises(Invalid) as caught:
        publish(company, ARRIVAL)
    places = {one.path for one in caught.value.fields}
    assert places == {
        f"{FLOW}#/nodes/0/nodes/4/if", f"{FLOW}#/nodes/0/nodes/4/set/remark",
    }  # fmt: skip
    assert {one.code for one in caught.value.fields} == {"retired_field"}
    told = caught.value.fields[0].message.render("en")
    assert "incoming_inspection" in told and "line " in told and "temperature" in told
    assert company.counts() == before

    judge(company, running)
    assert company.one("instance", record=running.id)["state"] == "done"
    assert publish(company, ARRIVAL) == {ARRIVAL: 3}
    with pytest.raises(Invalid, match="temperature"):
        arrive(company, "LATE", temperature="4")
    kept = company.record("arrival", running.id)
    assert "temperature" not in kept.values, "retired: kept in the table, no longer shown"


def test_a_field_a_live_rule_reads_is_not_retired(company: Desk) -> None:
    change_everything(company)
    edit(company, ARRIVAL, retire)
    with pytest.raises(Invalid) as caught:
        publish(company, ARRIVAL)
    assert "rule:cold_goods_stay_cold#/if" in {one.path for one in caught.value.fields}


def test_rolling_back_is_publishing_the_old_again(company: Desk) -> None:
    change_everything(company)
    with company.service() as tx:
        publishing.roll_back(tx, FLOW, 1)
        rows = publishing.revisions(tx, FLOW)
    assert [(row["revision"], row["reason"]) for row in rows] == [
        (3, "roll back to 1"), (2, "cold chain"), (1, "qms_erp 0.1.0")]  # fmt: skip
    assert rows[0]["hash"] == rows[2]["hash"] != rows[1]["hash"]
    after = arrive(company, "BACK", temperature="4")
    assert company.one("instance", record=after.id)["revision"] == 3
    remark = company.record("inspection", task_of(company, after)["record"]).values["remark"]
    assert remark is None, "the node is gone again"
    judge(company, after)
    assert good(company, "BACK") == 10


def test_all_of_it_is_taken_back(company: Desk) -> None:
    """In the order of use: the node, the rule, then the field, which is retired with its data."""
    change_everything(company)
    arrival = arrive(company, "COLD", temperature="4")
    with pytest.raises(Invalid) as caught, company.service() as tx:
        publishing.roll_back(tx, ARRIVAL, 1)
    assert "retired_field" in {one.code for one in caught.value.fields}, "it is still read"

    judge(company, arrival)
    for back in (
        lambda tx: publishing.roll_back(tx, FLOW, 1),
        lambda tx: publishing.withdraw(tx, "rule:cold_goods_stay_cold", "no cold chain"),
        lambda tx: publishing.roll_back(tx, ARRIVAL, 1),
    ):
        with company.service() as tx:
            back(tx)
    with pytest.raises(Invalid, match="temperature"):
        arrive(company, "LATE", temperature="4")
    judge(company, arrive(company, "PLAIN"))
    assert good(company, "PLAIN") == 10

    with company.service() as tx:
        assert publishing.roll_back(tx, ARRIVAL, 2).revisions == {ARRIVAL: 4}
    assert str(company.record("arrival", arrival.id).values["temperature"]) == "4.000000"
