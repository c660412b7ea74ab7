"""Labels: what state they tell in which colour, for whom, and a code the search finds."""

from __future__ import annotations

import pytest

from dougong.platform.problems import NotFound
from dougong.runtime.pages.views.labels import LabelView, labels_view
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.rejections import rejected, task
from tests.unit.runtime.trade import arrival


def printed(company: Desk, who: str, name: str, form: str, id: str) -> list[LabelView]:
    with company.looking(who) as tx:
        return list(labels_view(tx, name, form, id).labels)


def test_every_batch_that_waits_has_its_yellow_label(company: Desk) -> None:
    posted = arrival(company, "L-1", "L-2", quantity="30")
    company.drain()
    labels = printed(company, "heli", "to_inspect_label", "arrival", posted.id)
    assert [one.tone for one in labels] == ["yellow", "yellow"]
    assert labels[0].head == "待检" and labels[1].lines[1] == "批次 L-2"
    assert labels[0].lines[2] == "数量 30 件" and labels[0].code.startswith("<svg")
    across = int(labels[0].code.split('viewBox="0 0 ')[1].split()[0])
    assert across >= 21, "no phone reads a micro QR code"


@pytest.mark.parametrize(("verdict", "tone"), [("accepted", "green"), ("rejected", "red")])
def test_the_verdict_has_its_colour(company: Desk, verdict: str, tone: str) -> None:
    posted = arrival(company, "L-3", quantity="30")
    company.drain()
    lot = company.find("inspection", arrival_line=posted.values["lines"][0]["id"])
    assert lot is not None
    assert printed(company, "zhoumin", "verdict_label", "inspection", lot.id) == []
    company.complete("zhoumin", task(company, lot.id), {"sample_size": 5, "verdict": verdict})
    company.drain()
    (label,) = printed(company, "zhoumin", "verdict_label", "inspection", lot.id)
    assert label.tone == tone and label.lines[2] == "批次 L-3"
    # Nothing waits any more: the yellow one is gone.
    assert printed(company, "heli", "to_inspect_label", "arrival", posted.id) == []


def test_a_label_is_of_its_form_and_of_those_who_may_see_it(company: Desk) -> None:
    case = rejected(company)
    with pytest.raises(NotFound):
        printed(company, "heli", "verdict_label", "nonconformance", case.id)
    with pytest.raises(NotFound):
        printed(company, "heli", "no_such_label", "inspection", case.values["inspection"])
