"""Inspection standards of the quality pack's company, and lots inspected by them."""

from __future__ import annotations

from typing import Any

from dougong.platform.storage import Record
from dougong.runtime.flows import tasks
from dougong.runtime.records import Saved
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival

Values = dict[str, Any]
MAJOR = {"severity": "major", "scheme": "aql", "level": "ii", "aql": "0.65"}
SCRATCH = {"balloon": "1", "name": "外观", "kind": "attribute", "severity": "major"}
THICKNESS = {
    "balloon": "6", "name": "涂层厚度", "kind": "measured", "severity": "major",
    "lower": "8", "upper": "15", "unit": "µm", "decimals": 1, "own_size": 8,
}  # fmt: skip


def standard(
    company: Desk, *characteristics: Values, plans: Any = (MAJOR,), **values: Any
) -> Record:
    """An approved standard for T-132."""
    body = {
        "material": {"code": "T-132"}, "title": "螺钉来料检验", "plans": list(plans),
        "characteristics": list(characteristics or (SCRATCH, THICKNESS)), **values,
    }  # fmt: skip
    drafted = company.create("chenzhiyuan", "standard", body)
    return company.sign("linlan", "standard", drafted.id, "approve")


def arrived(company: Desk, batch: str, quantity: str = "3600", material: str = "T-132") -> Record:
    """A lot has arrived: its inspection, opened."""
    posted = arrival(company, batch, quantity=quantity, material=material)
    company.drain()
    line = posted.values["lines"][0]["id"]
    found = company.find("inspection", arrival_line=line)
    assert found is not None
    return found


def judged(company: Desk, lot: Record, who: str = "zhoumin", **values: Any) -> Saved:
    """The inspector fills in rows by their balloon (`rows`) and the rest of `values`, and judges."""
    rows = values.pop("rows", {})
    if rows:
        ids = {row["balloon"]: row["id"] for row in lot.values["items"]}
        values["items"] = [{"id": ids[balloon], **row} for balloon, row in rows.items()]
    task = str(company.one("task", record=lot.id, state="open")["id"])
    with company.as_(who) as tx:
        return tasks.complete(tx, task, values)
