"""Judging a lot: what is asked for first, what quantities must be, and what is refused beside which field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.problems import Invalid, Problem, Refused
from dougong.runtime.flows import tasks
from dougong.runtime.records import Saved
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival

GOOD = {"verdict": "accepted", "sample_size": 5}


def task_of(company: Desk, quantity: str = "20", material: str = "B-122") -> str:
    """The task of judging a lot that has just arrived."""
    posted = arrival(company, "J1", quantity=quantity, material=material)
    company.drain()
    instance = company.one("instance", record=posted.id)["id"]
    return str(company.one("task", instance=instance)["id"])


def judge(company: Desk, task: str, values: dict[str, Any]) -> Saved:
    with company.as_("zhoumin") as tx:
        return tasks.complete(tx, task, values)


def refused(company: Desk, task: str, values: dict[str, Any]) -> list[tuple[str, str]]:
    """Fields and what is said beside them; nothing has changed."""
    before = company.counts()
    with pytest.raises(Problem) as caught:
        judge(company, task, values)
    assert isinstance(caught.value, Invalid | Refused)
    assert company.counts() == before
    return [(one.path, one.message.render("zh")) for one in caught.value.fields]


def quantities(saved: Saved) -> list[Decimal]:
    return [saved.record.values[name].value for name in ("accepted", "rejected")]


def test_nothing_chosen_is_told_as_that(company: Desk) -> None:
    task = task_of(company)
    told = refused(company, task, {})
    assert told == [("sample_size", "必填"), ("verdict", "必填")]
    assert refused(company, task, {"sample_size": 5}) == [("verdict", "必填")]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"rejected": "30"}, "rejected", "不合格数量大于到货数量"),
        ({"rejected": "30", "verdict": "rejected"}, "rejected", "不合格数量大于到货数量"),
        ({"accepted": "30"}, "accepted", "合格数量大于到货数量"),
        ({"accepted": "15", "rejected": "6"}, "accepted", "合格与不合格数量之和大于到货数量"),
        ({"accepted": "15", "rejected": "4"}, "accepted",
         "合格与不合格数量之和小于到货数量，还有未判定的数量"),
    ],
)  # fmt: skip
def test_quantities_that_do_not_add_up(
    lite_company: Desk, values: dict[str, str], field: str, words: str
) -> None:
    assert refused(lite_company, task_of(lite_company), {**GOOD, **values}) == [(field, words)]


@pytest.mark.parametrize(
    ("values", "accepted", "rejected"),
    [
        ({}, 20, 0),
        ({"rejected": "3"}, 17, 3),
        ({"accepted": "17"}, 17, 3),
        ({"verdict": "rejected"}, 0, 20),
    ],
)
def test_the_verdict_fills_in_the_quantities(
    lite_company: Desk, values: dict[str, str], accepted: int, rejected: int
) -> None:
    saved = judge(lite_company, task_of(lite_company), {**GOOD, **values})
    assert quantities(saved) == [accepted, rejected]
    assert saved.warnings == ()


def defects(*pieces: int) -> dict[str, Any]:
    return {"defects": [{"code": "sur_burr", "pieces": one} for one in pieces]}


def warned(saved: Saved) -> list[tuple[str, str]]:
    return [(one.path, str(one.rule)) for one in saved.warnings]


def test_bad_pieces_found_are_taken_out_of_an_accepted_lot(company: Desk) -> None:
    task = task_of(company)
    saved = judge(company, task, {**GOOD, **defects(2, 1)})
    assert quantities(saved) == [17, 3]
    assert saved.warnings == ()
    company.drain()
    lying = {store: company.find("stock_balance", batch="J1", store=store)
             for store in ("to_inspect", "good", "pending")}  # fmt: skip
    held = {store: one.values["quantity"].value for store, one in lying.items() if one}
    assert held == {"to_inspect": 0, "good": 17, "pending": 3}


def test_what_the_inspector_wrote_stands_but_is_warned_of(lite_company: Desk) -> None:
    saved = judge(lite_company, task_of(lite_company), {**GOOD, **defects(3), "rejected": "1"})
    assert quantities(saved) == [19, 1]
    assert warned(saved) == [("rejected", "accepted_in_spite@1")]


def test_a_lot_of_bad_pieces_is_not_accepted(company: Desk) -> None:
    """All 20 pieces of a lot have defects: nothing good is left."""
    task = task_of(company)
    values = {**GOOD, "sample_size": 20, **defects(20)}
    ((field, words),) = refused(company, task, values)
    assert field == "verdict" and "没有合格品可以入库" in words
    assert quantities(judge(company, task, {**values, "rejected": "12"})) == [8, 12]


@pytest.mark.parametrize("check", ["appearance", "dimensions", "certificate"])
def test_accepted_in_spite_of_a_check(lite_company: Desk, check: str) -> None:
    task = task_of(lite_company)
    saved = judge(lite_company, task, {**GOOD, check: "ng"})
    assert warned(saved) == [("verdict", "accepted_in_spite@1")]


def test_a_rejected_lot_is_not_warned_of(lite_company: Desk) -> None:
    values = {"verdict": "rejected", "sample_size": 5, "appearance": "ng", **defects(2)}
    saved = judge(lite_company, task_of(lite_company), values)
    assert quantities(saved) == [0, 20] and saved.warnings == ()


def test_a_sample_is_part_of_its_lot(company: Desk) -> None:
    task = task_of(company)
    assert refused(company, task, {**GOOD, "sample_size": 21}) == [
        ("sample_size", "样本量大于批量")
    ]
    assert quantities(judge(company, task, {**GOOD, "sample_size": 20})) == [20, 0]


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_defects_are_found_in_the_sample(lite_company: Desk, verdict: str) -> None:
    task = task_of(lite_company)
    values = {"verdict": verdict, "sample_size": 5}
    told = ("sample_size", "缺陷数量大于样本量：请核对样本量或缺陷数量")
    for pieces in ((9,), (3, 3)):
        assert refused(lite_company, task, {**values, **defects(*pieces)}) == [told]
    judge(lite_company, task, {**values, **defects(4, 1)})


def test_defects_without_a_sample_ask_for_the_sample_alone(lite_company: Desk) -> None:
    values = {"verdict": "accepted", **defects(9)}
    assert refused(lite_company, task_of(lite_company), values) == [("sample_size", "必填")]


def test_pieces_say_nothing_about_kilograms(lite_company: Desk) -> None:
    """A lot in kg: the sample may have more pieces than the lot kilograms, defects may be counted
    that are no pieces of it, and what was found bad is warned of, not taken off."""
    task = task_of(lite_company, "2.5", "W-142")
    saved = judge(lite_company, task, {**GOOD, **defects(9)})
    assert quantities(saved) == [Decimal("2.5"), 0]
    assert warned(saved) == [("rejected", "accepted_in_spite@1")]
