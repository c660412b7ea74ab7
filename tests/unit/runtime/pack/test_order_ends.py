"""How an order ends: void as long as nothing has arrived, closed afterwards; nothing is expected then."""

from __future__ import annotations

import pytest

from dougong.platform.problems import Conflict, Refused
from dougong.platform.storage import Record
from dougong.platform.storage.query import Query, page
from dougong.runtime import records
from dougong.runtime.pages.views.record import RecordView, record_view
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import order


def void(company: Desk, ordered: Record) -> None:
    with company.as_("wujing") as tx:
        records.void(tx, "purchase_order", ordered.id, "ordered twice")


def arrive(company: Desk, ordered: Record, quantity: str, *then: str) -> Record:
    line = {"order_line": ordered.values["lines"][0]["id"], "batch": "A", "quantity": quantity}
    return company.create("heli", "arrival", {"purchase_order": ordered.id, "lines": [line]}, *then)


def expected(company: Desk, ordered: Record) -> Record:
    """The inspection the order expects, void or not."""
    line = ordered.values["lines"][0]["id"]
    with company.looking("linlan") as tx:
        (found,) = page(tx, Query("inspection", f"order_line == '{line}'")).records
    return found


def page_of(company: Desk, who: str, form: str, id: str) -> RecordView:
    with company.looking(who) as tx:
        return record_view(tx, form, id, {})


def test_a_void_order_expects_nothing(company: Desk) -> None:
    ordered = order(company, "approve")
    void(company, ordered)
    waiting = expected(company, ordered)
    assert (waiting.voided, waiting.system.void_reason) == (True, "采购订单已作废")
    cause = company.events(waiting.id)[-1]["cause"]
    assert (cause["kind"], cause["ref"]) == ("rule", "order_voided_voids_expected@1")


def test_nothing_arrives_on_a_void_order(company: Desk) -> None:
    late = arrive(company, order(company, "approve"), "10")
    void(company, company.record("purchase_order", late.values["purchase_order"]))
    with pytest.raises(Refused) as caught:
        company.act("heli", "arrival", late.id, "post")
    assert "已作废，不能到货" in caught.value.message.render("zh")


def test_a_closed_order_expects_nothing_more(company: Desk) -> None:
    ordered = order(company, "approve")
    arrive(company, ordered, "60", "post")
    with pytest.raises(Conflict) as caught:
        void(company, ordered)
    assert "关闭" in caught.value.message.render("zh")
    assert "Close" in caught.value.message.render("en")
    company.act("wujing", "purchase_order", ordered.id, "close")
    waiting = expected(company, ordered)
    assert (waiting.voided, waiting.system.void_reason) == (True, "采购订单已关闭")


def test_a_closed_order_does_not_begin_to_wait_again(company: Desk) -> None:
    """What had fully arrived is reversed after the order was closed: nothing can arrive any more."""
    ordered = order(company, "approve")
    arrived = arrive(company, ordered, "100", "post")
    assert expected(company, ordered).state == "closed"
    company.act("wujing", "purchase_order", ordered.id, "close")
    company.act("heli", "arrival", arrived.id, "reverse")
    assert expected(company, ordered).state == "closed"


def test_once_everything_is_reversed_the_order_can_be_voided(company: Desk) -> None:
    ordered = order(company, "approve")
    arrived = arrive(company, ordered, "100", "post")
    company.act("heli", "arrival", arrived.id, "reverse")
    assert expected(company, ordered).state == "expected"
    void(company, ordered)
    assert expected(company, ordered).voided


def test_closing_asks_first_and_voiding_says_why_not(lite_company: Desk) -> None:
    ordered = order(lite_company, "approve")
    view = page_of(lite_company, "wujing", "purchase_order", ordered.id)
    (close,) = view.actions
    assert (close.id, close.dialog, close.look) == ("close", "do-close", "")
    assert "未到货的预期检验会一并作废" in close.confirm
    assert (view.menu.void, view.menu.because) == (True, "")
    arrive(lite_company, ordered, "1", "post")
    menu = page_of(lite_company, "wujing", "purchase_order", ordered.id).menu
    assert menu.void and menu.because == "已有到货，不能作废；不再等待其余货物时请用“关闭”"


def test_an_arrival_with_a_verdict_cannot_be_reversed(lite_company: Desk) -> None:
    arrived = arrive(lite_company, order(lite_company, "approve"), "100", "post")
    (reverse,) = page_of(lite_company, "heli", "arrival", arrived.id).actions
    assert reverse.because == "" and "未判定的检验单将作废" in reverse.confirm
    lite_company.drain()
    instance = lite_company.one("instance", record=arrived.id)
    (task,) = lite_company.open_tasks(instance=instance["id"])
    lite_company.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 1})
    (reverse,) = page_of(lite_company, "heli", "arrival", arrived.id).actions
    assert reverse.because == "已有检验判定，不能反审核；请走退货"
    with pytest.raises(Conflict):
        lite_company.act("heli", "arrival", arrived.id, "reverse")
