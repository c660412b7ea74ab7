"""What lists of the pack show: the verdict in place of the state, stock that is there."""

from __future__ import annotations

from dougong.runtime.pages.views.list import ListView, list_view
from dougong.runtime.pages.views.record import record_view
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival, order


def listed(company: Desk, who: str, id: str, **parameters: str) -> ListView:
    with company.looking(who) as tx:
        return list_view(tx, id, f"/lists/{id}", parameters)


def pills(view: ListView) -> list[tuple[str, str]]:
    return [(cell.value.text, cell.value.tone)
            for row in view.rows for cell in row.cells if cell.value.kind == "state"]  # fmt: skip


def test_a_judged_inspection_shows_its_verdict(company: Desk) -> None:
    posted = arrival(company, "L1", "L2", "L3", quantity="20")
    company.drain()
    instance = company.one("instance", record=posted.id)["id"]
    first, second, _ = company.rows("task", instance=instance)
    company.complete("zhoumin", first["id"], {"verdict": "accepted", "sample_size": 1})
    company.complete("zhoumin", second["id"], {"verdict": "rejected", "sample_size": 1})
    found = listed(company, "linlan", "inspections")
    assert {("合格", "green"), ("不合格", "red"), ("待检", "yellow")} <= set(pills(found))
    assert "已判定" not in dict(pills(found))
    with company.looking("linlan") as tx:
        state = record_view(tx, "inspection", second["record"], {}).state
    assert (state.text, state.tone) == ("不合格", "red")
    chips = {one.word: [text for text, _, _ in one.options] for one in found.filters}
    assert chips["判定"] == ["合格", "不合格"], "still to be narrowed by"
    assert "已判定" in chips["状态"]


def test_orders_tell_their_state_by_colour(lite_company: Desk) -> None:
    order(lite_company, "approve")
    order(lite_company)
    assert {("已审核", "green"), ("草稿", "grey")} <= set(
        pills(listed(lite_company, "wujing", "purchase_orders"))
    )


def test_stock_that_has_left_is_on_a_list_of_its_own(company: Desk) -> None:
    posted = arrival(company, "L9", quantity="20")
    assert len(listed(company, "heli", "stock_balances", q="L9").rows) == 1
    company.act("heli", "arrival", posted.id, "reverse")
    assert listed(company, "heli", "stock_balances", q="L9").rows == []
    every = listed(company, "heli", "stock_balances_all", q="L9")
    assert [row.cells[3].value.text for row in every.rows] == ["0"]
    assert [tab["title"] for tab in every.tabs] == ["库存", "全部（含零库存）"]
