"""The quality pack's company: its rules refuse beside the field, and nothing is changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dougong.platform.problems import Conflict, Problem
from dougong.runtime import records
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import nothing_changes, paths
from tests.unit.runtime.trade import arrival, order


def test_the_qualified_partner_rule_names_its_field(company: Desk) -> None:
    """The refusal of the trade stands beside the field it is about; nothing is changed."""
    ordered = order(company, supplier="S-007", quantity="10")
    before = company.counts()
    with pytest.raises(Problem) as caught:
        company.act("wujing", "purchase_order", ordered.id, "approve")
    assert [one.path for one in caught.value.fields] == ["supplier"]
    assert company.counts() == before
    assert company.record("purchase_order", ordered.id).system.number is None


def test_a_row_something_refers_to_stays(company: Desk) -> None:
    """An order line with an expected inspection cannot be taken out from under it."""
    ordered = order(company, "approve", quantity="10")
    material = ordered.values["lines"][0]["material"]
    with nothing_changes(company, Conflict), company.as_("wujing") as tx:
        lines = [{"material": {"id": material}, "quantity": Decimal(5)}]
        records.amend(tx, "purchase_order", ordered.id, {"lines": lines})


def test_more_judged_than_arrived(company: Desk) -> None:
    posted = arrival(company, "B1")
    company.drain()
    task = company.open_tasks(form="inspection")[-1]
    for accepted, rejected in (("101", "0"), ("60", "41"), ("-1", "101")):
        judged = {"verdict": "accepted", "sample_size": 5, "accepted": accepted,
                  "rejected": rejected}  # fmt: skip
        with nothing_changes(company, Problem) as caught:
            company.complete("zhoumin", task["id"], judged)
        assert set(paths(caught)) == {"accepted"}
    with nothing_changes(company, Problem) as caught:
        company.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 5,
                                                 "accepted": "1", "rejected": "1"})  # fmt: skip
    assert set(paths(caught)) == {"accepted"}, "less than arrived is not judged either"
    assert company.record("arrival", posted.id) == posted
