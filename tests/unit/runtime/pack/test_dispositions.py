"""After a rejection: each way goods can go, with stock, documents and quantities that add up."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.identity import create_user
from dougong.platform.problems import Problem
from dougong.runtime.flows import approvals
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.rejections import (
    BUYER,
    DESIGN,
    ENGINEER,
    MANAGER,
    PRODUCTION,
    buckets,
    decided,
    line_of,
    part,
    proposed,
    reject,
    rejected,
    report,
    stores,
    task,
    vote,
)  # fmt: skip

THOUSAND = Decimal(1000)


def soon(company: Desk, days: int = 10) -> str:
    return (company.clock.now + timedelta(days=days)).date().isoformat()


def ask(company: Desk, case: Any, quantity: str = "500") -> None:
    """The buyer asks for a concession."""
    values = {"requested": quantity, "needed_on": soon(company), "request_reason": "产线等料"}
    company.act(BUYER, "nonconformance", case.id, "ask", values)


def concession(company: Desk, quantity: str = "500", **more: Any) -> dict[str, Any]:
    values = {"until": soon(company), "condition": "仅用于 FG-100", **more}
    return part("concession", quantity, **values)


def told(problem: Problem) -> list[tuple[str, str]]:
    return [(one.path, one.message.render("zh")) for one in problem.fields]


def test_returned_goods_leave_and_the_order_is_open_again(company: Desk) -> None:
    case = rejected(company)
    assert buckets(line_of(company, case)) == {"undecided": THOUSAND}
    done = decided(company, case, part("return", "1000", exchange="replace", reopen=True))
    assert done.system.state == "closed"
    assert buckets(line_of(company, case)) == {"returned": THOUSAND}
    assert stores(company) == {}
    document = company.find("return_to_supplier", nonconformance=case.id)
    assert document is not None and document.values["quantity"].value == 1000
    lot = company.record("inspection", case.values["inspection"])
    order = company.find("purchase_order")
    assert order is not None and lot.values["supplier"] == order.values["supplier"]
    assert order.values["lines"][0]["arrived"].value == 0


def test_scrapped_goods_leave_and_the_supplier_pays(company: Desk) -> None:
    case = rejected(company)
    costs = [{"kind": "material", "amount": "1000", "payer": "supplier"},
             {"kind": "sorting", "hours": "3", "amount": "150", "payer": "supplier"},
             {"kind": "line_stop", "amount": "900", "payer": "us"}]  # fmt: skip
    decided(company, case, part("scrap", "1000"), costs=costs)
    assert buckets(line_of(company, case)) == {"scrapped": THOUSAND} and stores(company) == {}
    claim = company.find("claim", nonconformance=case.id)
    assert claim is not None and claim.values["amount"].amount == 1150


def test_downgraded_goods_lie_by_themselves(company: Desk) -> None:
    case = rejected(company)
    decided(company, case, part("downgrade", "1000"))
    assert buckets(line_of(company, case)) == {"downgraded": THOUSAND}
    assert stores(company) == {"downgraded": THOUSAND}


def test_a_concession_is_asked_for_countersigned_and_limited(company: Desk) -> None:
    case = rejected(company)
    ask(company, case)
    rest = part("return", "500", exchange="deduct")
    proposed(company, case, concession(company), rest)
    for who in (MANAGER, DESIGN, PRODUCTION):
        vote(company, case, who)
        assert company.record("nonconformance", case.id).system.state == "review"
    vote(company, case, BUYER)
    assert company.record("nonconformance", case.id).system.state == "closed"
    half = Decimal(500)
    assert buckets(line_of(company, case)) == {"concession": half, "returned": half}
    assert stores(company) == {"concession": half}
    granted = company.find("concession", nonconformance=case.id)
    assert granted is not None and granted.values["until"].isoformat() == soon(company)
    order = company.find("purchase_order")
    assert order is not None and order.values["lines"][0]["arrived"].value == 1000


def test_sorted_goods_are_inspected_again_and_bad_ones_dealt_with(company: Desk) -> None:
    case = rejected(company)
    decided(company, case, part("sort", "1000", condition="全检外观"))
    assert buckets(line_of(company, case)) == {"sorting": THOUSAND}
    sheet = company.find("treatment", nonconformance=case.id)
    assert sheet is not None
    company.complete("heli", task(company, sheet.id), {"good": "900", "hours": "3"})
    company.drain()
    nine, one = Decimal(900), Decimal(100)
    assert buckets(line_of(company, case)) == {"waiting": nine, "undecided": one}
    assert stores(company) == {"to_inspect": nine, "pending": one}
    again = company.find("inspection", previous=case.values["inspection"])
    assert (
        again is not None and again.values["round"] == 2 and again.values["kind"] == "reinspection"
    )
    company.complete("zhoumin", task(company, again.id), {"sample_size": 80, "verdict": "accepted"})
    company.drain()
    rest = company.find("nonconformance")
    assert rest is not None and rest.values["quantity"].value == 100 and rest.id != case.id
    decided(company, rest, part("scrap", "100"))
    assert buckets(line_of(company, case)) == {"accepted": nine, "scrapped": one}
    assert stores(company) == {"good": nine}


def test_reworked_goods_that_fail_again_three_times_are_not_reworked_again(company: Desk) -> None:
    case = rejected(company, "100")
    for turn in (2, 3):
        decided(company, case, part("rework", "100", condition="重新电镀"))
        sheet = company.find("treatment", nonconformance=case.id)
        assert sheet is not None
        company.complete(PRODUCTION, task(company, sheet.id), {"good": "100"})
        company.drain()
        lot = company.find("inspection", previous=case.values["inspection"])
        assert lot is not None and lot.values["round"] == turn
        reject(company, lot)
        case = report(company, inspection=lot.id)
    with pytest.raises(Problem) as caught:
        proposed(company, case, part("rework", "100"))
    assert "不能再挑选或返工" in told(caught.value)[0][1]
    assert buckets(line_of(company, case)) == {"undecided": Decimal(100)}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([part("scrap", "1200")], "大于不合格数量"),
        ([part("scrap", "900")], "小于不合格数量"),
        ([part("return", "1000")], "须选择补货或扣款"),
    ],
)
def test_what_is_disposed_of_is_what_was_rejected(
    company: Desk, parts: list[dict[str, Any]], words: str
) -> None:
    case = rejected(company)
    before = company.counts()
    with pytest.raises(Problem) as caught:
        proposed(company, case, *parts)
    assert words in told(caught.value)[0][1] and company.counts() == before


def test_a_concession_nobody_asked_for_is_refused(company: Desk) -> None:
    case = rejected(company)
    rest = part("scrap", "500")
    with pytest.raises(Problem) as caught:
        proposed(company, case, concession(company), rest)
    assert "采购或计划" in told(caught.value)[0][1]
    ask(company, case, "400")
    with pytest.raises(Problem) as caught:
        proposed(company, case, concession(company), rest)
    assert "大于申请的数量" in told(caught.value)[0][1]
    for change in ({"until": soon(company, 60)}, {"until": None}, {"condition": None}):
        with pytest.raises(Problem):
            proposed(company, case, concession(company, "400", **change), part("scrap", "600"))


def test_no_concession_on_a_critical_characteristic(company: Desk) -> None:
    case = rejected(company, defects=[{"code": "mat_wrong", "severity": "critical", "pieces": 1}])
    with pytest.raises(Problem) as caught:
        ask(company, case)
    assert "不允许特采" in caught.value.message.render("zh")
    with pytest.raises(Problem) as caught:
        proposed(company, case, concession(company), part("scrap", "500"))
    assert any("不允许特采" in words for _, words in told(caught.value))


def test_a_board_decides_on_what_is_worth_much(company: Desk) -> None:
    case = rejected(company, price="6")
    proposed(company, case, part("scrap", "1000"))
    for who in (MANAGER, BUYER):
        vote(company, case, who)
    assert company.record("nonconformance", case.id).system.state == "review"
    vote(company, case, PRODUCTION)
    assert company.record("nonconformance", case.id).system.state == "closed"


def test_the_quality_manager_has_a_veto_and_the_proposal_comes_back(company: Desk) -> None:
    case = rejected(company, price="6")
    proposed(company, case, part("scrap", "1000"))
    vote(company, case, BUYER)
    vote(company, case, MANAGER, approvals.REFUSE, comment="先挑选")
    after = company.record("nonconformance", case.id)
    assert (after.system.state, after.values["decision"]) == ("open", "先挑选")
    decided_again = proposed(company, case, part("sort", "1000"))
    assert decided_again is not None
    for who in (ENGINEER, BUYER, MANAGER):
        vote(company, case, who)
    assert buckets(line_of(company, case)) == {"sorting": THOUSAND}


def test_who_inspected_the_lot_has_no_vote(company: Desk) -> None:
    with company.service() as tx:
        create_user(tx, "both", "Both", None, ("iqc_inspector", "quality_manager"), None)
    case = rejected(company, who="both")
    proposed(company, case, part("scrap", "1000"))
    with pytest.raises(Problem) as caught:
        vote(company, case, "both")
    assert "本批检验员不参加评审" in caught.value.message.render("zh")
    assert company.record("nonconformance", case.id).system.state == "review"


def test_a_closed_period_parks_the_document_and_nothing_moves(company: Desk) -> None:
    case = rejected(company)
    now = company.clock.now
    month = {"year": now.year, "month": now.month}
    period = company.find("accounting_period", **month)  # the demonstration may have it already
    period = period or company.create("admin", "accounting_period", month)
    company.change("admin", "accounting_period", period.id, {"closed": True})
    standing = len(company.rows("incident"))
    decided(company, case, part("scrap", "1000"))
    assert stores(company) == {"pending": THOUSAND}
    assert buckets(line_of(company, case)) == {"undecided": THOUSAND}
    incidents = company.rows("incident")[standing:]
    assert len(incidents) == 1 and "已关账" in str(incidents[0])
    company.change("admin", "accounting_period", period.id, {"closed": False})


def test_a_box_left_unticked_voids_no_vote(company: Desk) -> None:
    """A page sends every box of its rows; one nobody ticked says no more than an empty one."""
    case = rejected(company, price="6")
    proposed(company, case, part("scrap", "1000"))
    vote(company, case, BUYER)
    (row,) = company.record("nonconformance", case.id).values["dispositions"]
    sent = {"dispositions": [{"id": row["id"], "reopen": "false"}]}
    with company.as_(PRODUCTION) as tx:
        approvals.vote(tx, task(company, case.id), approvals.AGREE, raw=sent, lenient=True)
    vote(company, case, MANAGER)
    assert company.record("nonconformance", case.id).system.state == "closed"
