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


def task_of(company: Desk, quantity: str = "20") -> str:
    """The task of judging a lot that has just arrived."""
    posted = arrival(company, "J1", quantity=quantity)
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
