"""Goods used before the result is known: allowed by two, settled or fetched back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dougong.platform.problems import Problem
from dougong.platform.storage import Record
from dougong.runtime.flows import approvals
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.rejections import buckets, decided, line_of_lot, part, stores, task
from tests.unit.runtime.trade import arrival

LOT, OUT, REST = Decimal(1000), Decimal(400), Decimal(600)


def lot(company: Desk) -> Record:
    posted = arrival(company, "R-1", quantity="1000")
    company.drain()
    found = company.find("inspection", arrival_line=posted.values["lines"][0]["id"])
    assert found is not None
    return found


def asked(company: Desk, inspected: Record, quantity: str = "400") -> Record:
    values = {"inspection": inspected.id, "quantity": quantity, "used_for": "工单 MO-2611-07",
              "reason": "产线 12:00 停线", "retained": 5}  # fmt: skip
    made = company.create("qianfang", "emergency_release", values, "ask")
    company.drain()
    return made


def released(company: Desk, inspected: Record) -> Record:
    made = asked(company, inspected)
    for who in ("linlan", "zhaogang"):
        with company.as_(who) as tx:
            approvals.vote(tx, task(company, made.id), approvals.AGREE)
        company.drain()
    return company.record("emergency_release", made.id)


def judge(company: Desk, inspected: Record, verdict: str) -> None:
    values = {"sample_size": 5, "verdict": verdict, "remark": "锈蚀"}
    company.complete("zhoumin", task(company, inspected.id), values)
    company.drain()


def test_released_goods_are_used_while_the_inspection_goes_on(company: Desk) -> None:
    inspected = lot(company)
    made = released(company, inspected)
    assert made.system.state == "released"
    assert stores(company) == {"to_inspect": REST, "good": OUT}
    assert buckets(line_of_lot(company, inspected)) == {"waiting": REST, "released": OUT}
    judge(company, inspected, "accepted")
    assert company.record("emergency_release", made.id).system.state == "settled"
    assert stores(company) == {"good": LOT}
    assert buckets(line_of_lot(company, inspected)) == {"accepted": LOT}


def test_a_bad_result_fetches_them_back(company: Desk) -> None:
    inspected = lot(company)
    made = released(company, inspected)
    judge(company, inspected, "rejected")
    assert company.record("emergency_release", made.id).system.state == "recalling"
    assert buckets(line_of_lot(company, inspected)) == {"undecided": REST, "recalling": OUT}
    assert stores(company) == {"pending": REST, "good": OUT}
    told = {row["user"] for row in company.rows("notice", record=made.id)}
    assert company.actor("zhaogang").id in told and company.actor("heli").id in told
    company.complete("heli", task(company, made.id), {"recalled": "350"})
    company.drain()
    assert buckets(line_of_lot(company, inspected)) == {
        "undecided": Decimal(950),
        "consumed": Decimal(50),
    }
    assert stores(company) == {"pending": Decimal(950), "good": Decimal(50)}
    case = company.find("nonconformance")
    assert case is not None and case.values["quantity"].value == 350
    decided(company, case, part("scrap", "350"))
    assert stores(company)["pending"] == REST


def test_a_refusal_goes_back_with_its_reason(company: Desk) -> None:
    inspected = lot(company)
    made = asked(company, inspected)
    with company.as_("linlan") as tx:
        approvals.vote(tx, task(company, made.id), approvals.REFUSE, "等两小时")
    company.drain()
    after = company.record("emergency_release", made.id)
    assert (after.system.state, after.values["decision"]) == ("draft", "等两小时")
    assert stores(company) == {"to_inspect": LOT}


def test_no_more_is_released_than_waits(company: Desk) -> None:
    with pytest.raises(Problem) as caught:
        asked(company, lot(company), "1200")
    assert "大于待检数量" in caught.value.fields[0].message.render("zh")


def test_an_arrival_with_released_goods_is_not_reversed(company: Desk) -> None:
    inspected = lot(company)
    released(company, inspected)
    with pytest.raises(Problem):
        company.act("heli", "arrival", line_of_lot(company, inspected)["parent"], "reverse")


def test_the_sample_and_what_is_retained_are_not_released(company: Desk) -> None:
    inspected = lot(company)
    with pytest.raises(Problem) as caught:
        asked(company, inspected, "996")
    assert "样本和留样" in caught.value.fields[0].message.render("zh")
    asked(company, inspected, "995")


def test_no_more_bad_pieces_than_were_kept_back(company: Desk) -> None:
    """Else they would be held from a store that has none left, half way through."""
    inspected = lot(company)
    released(company, inspected)
    values = {"sample_size": 700, "verdict": "accepted", "accepted": "300", "rejected": "700"}
    with pytest.raises(Problem) as caught:
        company.complete("zhoumin", task(company, inspected.id), values)
    assert "追回" in caught.value.fields[0].message.render("zh")
    assert stores(company) == {"to_inspect": REST, "good": OUT}, "nothing half done"
