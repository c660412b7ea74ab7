"""Which gauges are offered for a characteristic, and what is told of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dougong.platform.problems import Problem
from dougong.platform.storage import Record
from dougong.runtime.pages.views.list import list_view
from dougong.runtime.pages.views.option import Option
from dougong.runtime.pages.views.options import options
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.standards import SCRATCH, THICKNESS, arrived, judged, standard

GOOD = ["9.4", "8.3", "9.1", "10.1", "8.8", "9.2", "9.0", "9.7"]


def gauge(company: Desk, code: str, kind: str = "thickness", days: int = 90) -> Record:
    due = (company.clock.now + timedelta(days=days)).date().isoformat()
    values = {"code": code, "name": "量具", "type": kind, "calibration_due": due}
    return company.create("chenzhiyuan", "gauge", values)


def offered(company: Desk, row: str, who: str = "zhoumin") -> list[Option]:
    asks = "inspection.items.gauge"
    with company.looking(who) as tx:
        return options(tx, "gauge", "", asks, row={"id": row})


def codes(found: list[Option]) -> set[str]:
    return {one.text.split()[0] for one in found if one.text.startswith("KX")}


def test_those_of_the_kind_the_standard_names(company: Desk) -> None:
    standard(company, SCRATCH, {**THICKNESS, "gauge_type": "thickness"})
    right, wrong = gauge(company, "KX-1"), gauge(company, "KX-2", "caliper")
    lot = arrived(company, "B1")
    plain, measured = lot.values["items"]
    assert codes(offered(company, measured["id"])) == {"KX-1"}
    assert codes(offered(company, plain["id"])) == {"KX-1", "KX-2"}
    assert codes(offered(company, "\0nothing")) == {"KX-1", "KX-2"}
    filled: dict[str, dict[str, Any]] = {
        "1": {"found": 0},
        "6": {"values": GOOD, "gauge": wrong.id},
    }
    with pytest.raises(Problem) as caught:
        judged(company, lot, verdict="accepted", rows=filled)
    assert caught.value.fields[0].code == "filter"
    filled["6"]["gauge"] = right.id
    assert judged(company, lot, verdict="accepted", rows=filled).record.system.state == "judged"


def test_one_out_of_calibration_says_so_where_it_is_chosen(company: Desk) -> None:
    gauge(company, "KX-1", days=-3), gauge(company, "KX-2", days=5), gauge(company, "KX-3")
    told = {one.text.split()[0]: [mark.text for mark in one.marks] for one in offered(company, "")}
    assert (told["KX-1"], told["KX-2"], told["KX-3"]) == (["校准已过期"], ["校准将到期"], [])
    with company.looking("zhoumin") as tx:
        rows = {row.name: row.marks for row in list_view(tx, "gauges", "/lists/gauges", {}).rows}
    assert [(mark.text, mark.tone) for mark in rows["KX-1"]] == [("校准已过期", "red")]
