"""Inspection standards: written by one, approved by another, in force one at a time, kept by lots."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.problems import Problem
from dougong.runtime.records import act, create
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.standards import MAJOR, SCRATCH, THICKNESS, arrived, standard

ZERO = {"severity": "critical", "scheme": "zero", "size": 50}


def told(problem: Problem) -> list[tuple[str, str]]:
    return [(one.path, one.message.render("zh")) for one in problem.fields]


def test_who_wrote_a_standard_does_not_approve_it(company: Desk) -> None:
    values = {
        "material": {"code": "T-132"},
        "title": "螺钉",
        "plans": [MAJOR],
        "characteristics": [SCRATCH],
    }
    mine = company.create("linlan", "standard", values)
    with pytest.raises(Problem) as caught, company.as_("linlan") as tx:
        act(tx, "standard", mine.id, "approve")
    assert "编制人不能批准自己的标准" in caught.value.message.render("zh")


def test_a_revision_supersedes_the_standard_and_lots_under_way_keep_theirs(company: Desk) -> None:
    first = standard(company, signed_verdict=True)
    lot = arrived(company, "B1")
    company.act("linlan", "standard", first.id, "revise")
    second = company.find("standard", replaces=first.id)
    assert second is not None and second.values["version"] == 2
    assert second.values["signed_verdict"] is True, "a new version asks for no less"
    assert [row["name"] for row in second.values["characteristics"]] == ["外观", "涂层厚度"]
    assert second.system.state == "draft"
    company.change("chenzhiyuan", "standard", second.id, {"plans": [{**MAJOR, "aql": "1.0"}]})
    company.sign("linlan", "standard", second.id, "approve")
    assert company.record("standard", first.id).system.state == "superseded"
    assert company.record("inspection", lot.id).values["standard"] == first.id
    assert company.record("inspection", lot.id).values["plans"][0]["ac"] == 3
    after = arrived(company, "B2")
    assert after.values["standard"] == second.id
    assert after.values["plans"][0]["ac"] == 5


def test_a_withdrawn_standard_is_used_no_more(company: Desk) -> None:
    company.act("linlan", "standard", standard(company).id, "supersede")
    lot = arrived(company, "B1")
    assert lot.values["standard"] is None and lot.values["items"] == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"plans": [{**MAJOR, "aql": "0.7"}]}, "plans", "不是 GB/T 2828.1 的优先值"),
        ({"plans": [{**MAJOR, "aql": "15"}]}, "plans", "大于 10 只用于计点"),
        ({"plans": [MAJOR, MAJOR]}, "plans", "只能有一个方案"),
        ({"plans": [{**MAJOR, "severity": "minor"}]}, "characteristics", "没有抽样方案"),
        ({"plans": [MAJOR, {**MAJOR, "severity": "critical"}]}, "plans", "致命缺陷不允许接收"),
        ({"characteristics": [{**THICKNESS, "lower": None, "upper": None}]}, "characteristics", "须有上限或下限"),
        ({"characteristics": [{**THICKNESS, "lower": "16"}]}, "characteristics", "下限不能大于上限"),
        ({"characteristics": [{**THICKNESS, "target": "16"}]}, "characteristics", "目标值应在上下限之间"),
    ],
)  # fmt: skip
def test_what_no_standard_may_say(
    company: Desk, change: dict[str, Any], field: str, words: str
) -> None:
    values = {"material": {"code": "T-132"}, "title": "螺钉", "plans": [MAJOR],
              "characteristics": [SCRATCH, THICKNESS], **change}  # fmt: skip
    with pytest.raises(Problem) as caught, company.as_("chenzhiyuan") as tx:
        create(tx, "standard", values)
    assert any(path == field and words in said for path, said in told(caught.value))


def test_one_standard_is_in_force_for_a_material(company: Desk) -> None:
    standard(company)
    with pytest.raises(Problem) as caught:
        standard(company)
    assert "已有有效的标准" in told(caught.value)[0][1]


def test_nonconformities_per_hundred_units_take_a_larger_aql(company: Desk) -> None:
    made = standard(company, {**SCRATCH, "kind": "per_100"}, plans=[{**MAJOR, "aql": "40"}, ZERO])
    assert made.system.state == "approved"
