"""What is read of an arrival that was reversed, and of its goods coming and going."""

from __future__ import annotations

from dougong.runtime.pages.views.record import record_view
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival


def test_nothing_waits_of_a_reversed_arrival(company: Desk) -> None:
    posted = arrival(company, "V1", quantity="60")
    (line,) = posted.values["lines"]
    assert line["waiting"].value == 60
    (line,) = company.act("heli", "arrival", posted.id, "reverse").values["lines"]
    assert (line["waiting"].value, line["waiting"].unit) == (0, "pcs")


def test_what_came_and_what_left_read_differently(company: Desk) -> None:
    posted = arrival(company, "V2", quantity="60")
    company.act("heli", "arrival", posted.id, "reverse")
    with company.looking("heli") as tx:
        groups = {one.title: one for one in record_view(tx, "arrival", posted.id, {}).related}
    told = [one.about.split(" · ", 1)[1] for one in groups["库存移动"].records]
    assert told == ["待检 · -60 件", "待检 · 60 件"]


def test_between_stores_the_stock_does_not_change(company: Desk) -> None:
    posted = arrival(company, "V3", quantity="60")
    company.drain()
    instance = company.one("instance", record=posted.id)["id"]
    task = company.one("task", instance=instance)
    company.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 1})
    company.drain()
    moved = company.find("stock_move", batch="V3", to_store="good")
    assert moved is not None and moved.values["change"] is None
