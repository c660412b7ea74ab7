"""The line is cut in the middle of an operation: what was sent is found by its key, and finished."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.live.contract import Erp
from tests.live.goods import Goods
from tests.live.tryton.calls import AnswerLost, Calls, NotSent

pytestmark = pytest.mark.live

DOCUMENT = "stock.shipment.internal"
INSPECTION = "quality.inspection"
PATIENCE = 20  # seconds for what was sent to have happened over there


def accepting(line: str) -> dict[str, Any]:
    quantity = {"value": "30", "unit": "pcs"}
    return {"line": line, "quantity": quantity, "to_store": "good", "status": "accepted"}


def happened(goods: Goods, key: str, state: str, model: str = DOCUMENT) -> None:
    """Wait until what was sent has happened: asked sooner, a lookup finds less than there will be."""
    until = time.monotonic() + PATIENCE
    while [one["state"] for one in goods.documents(key, model)] != [state]:
        assert time.monotonic() < until, f"never {state}"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("method", "there", "told"),
    [("create", "draft", "open"), ("assign_try", "assigned", "open"), ("do", "done", "posted")],
)
def test_a_lost_answer_is_found_by_its_key(
    erp: Erp, goods: Goods, call: Calls, method: str, there: str, told: str
) -> None:
    """Whatever step was cut, one document is there, and asking again with the key finishes it."""
    key, line = f"l1:{method}", goods.arrived(f"L-{method}", 100)
    call.cut_after = f"model.{DOCUMENT}.{method}"
    with pytest.raises(AnswerLost):
        erp("stock.accept", key, **accepting(line))
    happened(goods, key, there)
    found = erp("lookup", "", operation="stock.accept", key=key)
    assert (found["found"], found["state"]) == (True, told)
    answer = erp("stock.accept", key, **accepting(line))
    assert answer["state"] == "posted"
    assert found.get("number", answer["number"]) == answer["number"]
    assert len(goods.documents(key)) == 1
    assert goods.lying(f"L-{method}") == {"to_inspect": 70, "good": 30}


def test_what_never_left_is_not_found_and_sent_again(erp: Erp, goods: Goods, call: Calls) -> None:
    line = goods.arrived("L-NEVER", 100)
    call.cut_before = f"model.{DOCUMENT}.create"
    with pytest.raises(NotSent):
        erp("stock.accept", "l2:stock", **accepting(line))
    assert erp("lookup", "", operation="stock.accept", key="l2:stock") == {"found": False}
    assert goods.lying("L-NEVER") == {"to_inspect": 100}
    assert erp("stock.accept", "l2:stock", **accepting(line))["state"] == "posted"


def test_a_result_whose_answer_was_lost_is_kept_once(erp: Erp, goods: Goods, call: Calls) -> None:
    line = goods.arrived("L-RESULT", 100)
    asked = {"line": line, "inspection": "l3", "verdict": "accepted",
             "accepted": {"value": "100", "unit": "pcs"}, "rejected": {"value": "0", "unit": "pcs"}}  # fmt: skip
    call.cut_after = f"model.{INSPECTION}.create"
    with pytest.raises(AnswerLost):
        erp("arrival.put_result", "l3:report", **asked)
    happened(goods, "l3:report", "pending", INSPECTION)
    found = erp("lookup", "", operation="arrival.put_result", key="l3:report")
    assert found["state"] == "open"
    assert erp("arrival.put_result", "l3:report", **asked)["number"] == found["number"]
    again = erp("lookup", "", operation="arrival.put_result", key="l3:report")
    assert again == {**found, "state": "posted"}
