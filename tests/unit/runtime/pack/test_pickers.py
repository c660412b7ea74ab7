"""Which order lines are offered for the lines of an arrival."""

from __future__ import annotations

from dougong.platform.storage import Record
from dougong.runtime import records
from dougong.runtime.pages.views.options import options
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import order


def offered(company: Desk, words: str = "", **held: str) -> set[str]:
    with company.looking("heli") as tx:
        target, asks = "purchase_order.lines", "arrival.lines.order_line"
        return {one.id for one in options(tx, target, words, asks, held)}


def line_of(ordered: Record) -> str:
    return str(ordered.values["lines"][0]["id"])


def test_only_of_orders_that_still_wait(company: Desk) -> None:
    open_, draft = order(company, "approve"), order(company)
    closed, void = order(company, "approve", "close"), order(company, "approve")
    with company.as_("wujing") as tx:
        records.void(tx, "purchase_order", void.id, "twice")
    found = offered(company)
    assert line_of(open_) in found
    assert not found & {line_of(draft), line_of(closed), line_of(void)}
    for over in (draft, closed, void):
        assert offered(company, purchase_order=over.id) == set()


def test_of_the_chosen_order_when_there_is_one(company: Desk) -> None:
    chosen, _ = order(company, "approve"), order(company, "approve")
    assert offered(company, purchase_order=chosen.id) == {line_of(chosen)}
    assert offered(company, "B-122", purchase_order=chosen.id) == {line_of(chosen)}
    assert offered(company, "nothing", purchase_order=chosen.id) == set()


def test_newer_ones_that_do_not_fit_hide_none(lite_company: Desk) -> None:
    """More orders than are offered at once have ended since."""
    old = order(lite_company, "approve")
    for _ in range(25):
        lite_company.clock.forward(minutes=1)
        order(lite_company, "approve", "close")
    assert line_of(old) in offered(lite_company)
