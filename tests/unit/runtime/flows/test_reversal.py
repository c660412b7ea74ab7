"""Reversing an arrival voids its open inspection, whether its flow had begun or not."""

from __future__ import annotations

import pytest

from dougong.platform.problems import Conflict, NotFound
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival


@pytest.mark.parametrize("drained", [True, False], ids=["after its flow", "before its flow"])
def test_the_inspections_are_voided_with_their_reason(company: Desk, drained: bool) -> None:
    posted = arrival(company, "R1", "R2", quantity="50")
    if drained:
        company.drain()
    company.act("heli", "arrival", posted.id, "reverse")
    company.drain()
    instance = company.one("instance", record=posted.id)
    assert instance["state"] == "done"
    tasks = company.rows("task", instance=instance["id"])
    assert [(task["state"], task["reason"]) for task in tasks] == [
        ("cancelled", "到货单已反审核")
    ] * 2
    for task in tasks:
        inspection = company.record("inspection", task["record"])
        assert (inspection.voided, inspection.system.void_reason) == (True, "到货单已反审核")
        names = [event["name"] for event in company.events(inspection.id)]
        assert names == ["created", "opened", "voided"]
        cause = company.events(inspection.id)[-1]["cause"]
        assert (cause["kind"], cause["ref"], cause["node"]) == ("instance", instance["id"], "void")
        with pytest.raises((Conflict, NotFound)):
            company.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 1})
    for batch in ("R1", "R2"):
        balance = company.find("stock_balance", batch=batch, store="to_inspect")
        assert balance is not None and balance.values["quantity"].value == 0
    assert company.rows("subscription", instance=instance["id"]) == []
    assert all(row["run_at"] > company.clock.now for row in company.rows("job"))


def test_the_site_of_what_a_flow_makes_is_that_of_its_record(company: Desk) -> None:
    posted = arrival(company, "S1", quantity="50")
    company.drain()
    task = company.one("task", instance=company.one("instance", record=posted.id)["id"])
    assert (
        company.record("inspection", task["record"]).system.site == posted.system.site is not None
    )
