"""What a nonconformance report tells: what is wrong with which material."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.storage import Record
from dougong.runtime.pages.views.record import record_view
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival

DEFECTS = [
    {"code": "sur_burr", "severity": "minor", "pieces": 2, "note": "edge"},
    {"code": "dim_over", "severity": "critical", "pieces": 1},
]


def report(company: Desk, **judged: Any) -> Record:
    """The report of a lot of 20 that was judged."""
    posted = arrival(company, "N1", quantity="20")
    company.drain()
    instance = company.one("instance", record=posted.id)["id"]
    task = company.one("task", instance=instance)
    company.complete("zhoumin", task["id"], {"sample_size": 5, **judged})
    company.drain()
    found = company.find("nonconformance", inspection=task["record"])
    assert found is not None
    return found


@pytest.mark.parametrize("verdict", ["rejected", "accepted"])
def test_a_report_carries_the_defects_of_its_inspection(company: Desk, verdict: str) -> None:
    found = report(company, verdict=verdict, defects=DEFECTS, remark="Burrs all round")
    rows = [{key: row[key] for key in ("code", "severity", "pieces", "note")}
            for row in found.values["defects"]]  # fmt: skip
    assert rows == [DEFECTS[0], {**DEFECTS[1], "note": None}]
    assert found.values["defect"] == "sur_burr"
    assert found.values["description"] == "Burrs all round"
    with company.looking("linlan") as tx:
        view = record_view(tx, "nonconformance", found.id, {})
    assert view.subject == "B-122 嵌件螺栓 M4×12 · SUR-03 毛刺"


def test_what_did_not_conform_is_told_without_defects(lite_company: Desk) -> None:
    found = report(lite_company, verdict="rejected", certificate="ng", appearance="ok")
    with lite_company.looking("linlan") as tx:
        shown = record_view(tx, "nonconformance", found.id, {}).form.fields
    assert shown["certificate"].value.text == "不符合"
    assert "appearance" not in shown and "dimensions" not in shown
