"""The board of what arrives: which stage a lot is in, what is overdue, what comes first."""

from __future__ import annotations

from dataclasses import replace

from dougong.platform.storage import Record
from dougong.runtime.pages.views.board import BoardColumn
from dougong.runtime.pages.views.list import list_view
from dougong.runtime.records import amend
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival


def board(company: Desk, who: str = "linlan", **parameters: str) -> dict[str, BoardColumn]:
    with company.looking(who) as tx:
        view = list_view(tx, "incoming_board", "/lists/incoming_board", {"q": "X9Z", **parameters})
    assert view.board is not None and view.rows == []
    return {one.id: one for one in view.board}


def counts(company: Desk) -> dict[str, str]:
    return {id: one.count for id, one in board(company).items() if one.count != "0"}


def arrived(company: Desk, *batches: str) -> list[Record]:
    posted = arrival(company, *batches, quantity="100")
    company.drain()
    found = [company.find("inspection", arrival_line=r["id"]) for r in posted.values["lines"]]
    return [one for one in found if one is not None]


def task_of(company: Desk, lot: Record) -> str:
    return str(next(t["id"] for t in company.open_tasks() if t["record"] == lot.id))


def test_a_lot_goes_through_its_stages(company: Desk) -> None:
    (lot,) = arrived(company, "X9Z-1")
    assert counts(company) == {"arrived": "1"}
    company.change("zhoumin", "inspection", lot.id, {"sample_size": 5})
    assert counts(company) == {"inspecting": "1"}
    company.complete("zhoumin", task_of(company, lot), {"verdict": "accepted", "sample_size": 5})
    assert counts(company) == {"stock_in": "1"}, "judged, but not in the stock yet"
    company.drain()
    assert counts(company) == {}, "in the stock: nothing is left to do"


def test_a_rejected_lot_waits_for_the_review(company: Desk) -> None:
    (lot,) = arrived(company, "X9Z-1")
    rejected = {"verdict": "rejected", "sample_size": 5}
    company.complete("zhoumin", task_of(company, lot), rejected)
    company.drain()
    assert counts(company) == {"mrb": "1"}


def test_what_takes_too_long_is_overdue_and_red(company: Desk) -> None:
    arrived(company, "X9Z-1")
    company.clock.forward(minutes=9 * 60)
    found = board(company)
    assert (found["arrived"].count, found["late"].count) == ("0", "1")
    (card,) = found["late"].cards
    assert card.late and 9 <= card.hours < 9.1
    assert "已到货" in [fact.value.text for fact in card.facts], "the card says where it stands"
    assert found["late"].chosen, "on a phone the first column that holds something"


def test_what_was_released_before_its_result_comes_first(company: Desk) -> None:
    first, second = arrived(company, "X9Z-1", "X9Z-2")
    assert [one.first for one in board(company)["arrived"].cards] == [False, False]
    with company.service() as tx:
        amend(tx, "inspection", second.id, {"released": second.values["lot_size"]})
    cards = board(company)["arrived"].cards
    assert [(one.href.endswith(second.id), one.first) for one in cards] == [
        (True, True),
        (False, False),
    ]


def test_an_inspectors_card_leads_to_the_task(company: Desk) -> None:
    (lot,) = arrived(company, "X9Z-1")
    (card,) = board(company, "zhoumin")["arrived"].cards
    assert card.task and card.href == f"/tasks/{task_of(company, lot)}"
    (card,) = board(company, "heli")["arrived"].cards
    assert not card.task and card.href == f"/records/inspection/{lot.id}"


def test_the_board_is_narrowed_as_the_table_is(company: Desk) -> None:
    arrived(company, "X9Z-1", "X9Z-2")
    assert board(company, q="X9Z-2")["arrived"].count == "1"
    with company.looking("linlan") as tx:
        table = list_view(
            tx, "incoming_board", "/lists/incoming_board", {"as": "table", "q": "X9Z"}
        )
    assert table.board is None and len(table.rows) == 2
    assert [here for _, here in table.ways] == [False, True]


def test_what_somebody_may_not_know_decides_nothing_for_them(company: Desk) -> None:
    """Columns whose condition reads a hidden field are left out, and nothing fails."""
    arrived(company, "X9Z-1")
    hide(company, "released")
    (card,) = board(company, "heli")["arrived"].cards
    assert not card.first
    hide(company, "stage_hours")
    assert board(company, "heli") == {}
    assert board(company, "linlan")["arrived"].count == "1"


def hide(company: Desk, field: str) -> None:
    with company.service() as tx:
        role = tx.library.get("role:warehouse")
    rights = [
        {**one, "hidden": [field]} if one["form"] == "form:inspection" else one
        for one in role.body["rights"]
    ]
    company.publish(replace(role, body={**role.body, "rights": rights}))
