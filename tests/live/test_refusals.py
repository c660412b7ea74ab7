"""What a live Tryton refuses, in the words of the interface; and what it lets pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from tests.live.conftest import BOOKS_CLOSED
from tests.live.contract import Erp
from tests.live.goods import Goods
from tests.live.steps import Refusal

pytestmark = pytest.mark.live


def pieces(value: str) -> dict[str, str]:
    return {"value": value, "unit": "pcs"}


def accepting(line: str, value: str, **more: Any) -> dict[str, Any]:
    return {
        "line": line,
        "quantity": pieces(value),
        "to_store": "good",
        "status": "accepted",
        **more,
    }


def refused(erp: Erp, operation: str, key: str, asked: Mapping[str, Any]) -> Refusal:
    """The refusal; a business reason is one the operation names."""
    with pytest.raises(Refusal) as caught:
        erp(operation, key, **asked)
    reason = caught.value.reason
    assert reason is None or reason in erp.reasons(operation)
    return caught.value


def test_more_than_lies_there_is_not_moved(erp: Erp, goods: Goods) -> None:
    """Tryton says no by leaving the document half assigned; nothing of it stays."""
    line = goods.arrived("R-OVER", 100)
    no = refused(erp, "stock.accept", "r1:stock", accepting(line, "101"))
    assert (no.error_class, no.reason) == ("business", "over_quantity")
    assert goods.documents("r1:stock") == []
    assert goods.lying("R-OVER") == {"to_inspect": 100}
    answer = erp("stock.accept", "r1:stock", **accepting(line, "100"))
    assert answer["moved"] == pieces("100")
    held = {"line": line, "quantity": pieces("1"), "store": "pending", "case": "r1"}
    assert refused(erp, "stock.hold", "r1:hold", held).reason == "over_quantity"


def test_more_judged_than_arrived_is_refused_by_us(erp: Erp, goods: Goods) -> None:
    """Tryton would keep any number: the connector compares."""
    line = goods.arrived("R-JUDGED", 100)
    asked = {"line": line, "inspection": "r2", "verdict": "accepted", "accepted": pieces("99"),
             "rejected": pieces("1.5")}  # fmt: skip
    assert refused(erp, "arrival.put_result", "r2:report", asked).reason == "over_quantity"


def test_a_closed_period_is_refused(erp: Erp, goods: Goods) -> None:
    line = goods.arrived("R-PERIOD", 100)
    closed = (dt.date.today() - dt.timedelta(days=BOOKS_CLOSED)).isoformat()
    no = refused(erp, "stock.accept", "r3:stock", accepting(line, "10", posted_on=closed))
    assert (no.error_class, no.reason) == ("business", "period_closed")
    assert "you must reopen period" in no.words
    assert goods.documents("r3:stock") == []
    assert goods.lying("R-PERIOD") == {"to_inspect": 100}
    opened = (dt.date.today() - dt.timedelta(days=BOOKS_CLOSED - 1)).isoformat()
    assert erp("stock.accept", "r3:stock", **accepting(line, "10", posted_on=opened))["number"]


def test_a_date_given_the_short_way_goes_past_a_closed_period(erp: Erp, goods: Goods) -> None:
    """Why the connector writes the day three times: of a document with its effective date alone
    Tryton says it is done, in the closed period, and nothing has moved."""
    line = goods.arrived("R-SHORT", 100)
    (arrived,) = goods.rpc(
        "stock.move.read", [goods.lines[line]], ["product", "lot", "unit", "to_location", "company"]
    )
    day = dt.date.today() - dt.timedelta(days=BOOKS_CLOSED + 2)
    ends = {"from_location": arrived["to_location"], "to_location": goods.store("good")}
    move = {name: arrived[name] for name in ("product", "lot", "unit", "company")}
    (made,) = goods.rpc("stock.shipment.internal.create", [{
        "effective_date": {"__class__": "date", "year": day.year, "month": day.month, "day": day.day},
        "moves": [["create", [{**move, **ends, "quantity": 10.0}]]], **ends,
    }])  # fmt: skip
    for step in ("wait", "assign_try", "do"):
        goods.rpc(f"stock.shipment.internal.{step}", [made])
    (now,) = goods.rpc("stock.shipment.internal.read", [made], ["state"])
    assert now["state"] == "done"
    assert goods.lying("R-SHORT") == {"to_inspect": 100}


def test_a_day_to_come_is_refused_and_the_warning_not_passed_over(erp: Erp, goods: Goods) -> None:
    line = goods.arrived("R-FUTURE", 100)
    ahead = (dt.date.today() + dt.timedelta(days=3)).isoformat()
    no = refused(erp, "stock.accept", "r4:stock", accepting(line, "10", posted_on=ahead))
    assert (no.error_class, no.reason) == ("business", None)
    assert "in the future" in no.words
    assert goods.documents("r4:stock") == []


def test_finer_than_the_unit_allows_is_a_fault_of_the_mapping(erp: Erp, goods: Goods) -> None:
    """It is refused, never rounded: grams where their kilogram has two decimals, half a piece."""
    powder = goods.arrived("R-FINE", 50, code="C-010")
    asked = {**accepting(powder, "1"), "quantity": {"value": "12.345", "unit": "kg"}}
    assert refused(erp, "stock.accept", "r5:stock", asked).error_class == "config"
    screws = goods.arrived("R-HALF", 50)
    assert refused(erp, "stock.accept", "r5:half", accepting(screws, "0.5")).error_class == "config"


def test_a_key_is_kept_there_and_not_guarded(goods: Goods) -> None:
    """Twice the same reference is taken: looking first, one message at a time, is all there is. And
    a move alone could not carry a key at all, so what is moved is moved by a document."""
    ends = {"from_location": goods.store("to_inspect"), "to_location": goods.store("good")}
    for _ in range(2):
        goods.rpc("stock.shipment.internal.create", [{**ends, "reference": "r9:twice"}])
    assert len(goods.documents("r9:twice")) == 2
    fields = goods.rpc("stock.move.fields_get", None)
    texts = [id for id, field in fields.items() if field["type"] in ("char", "text")]
    assert [id for id in texts if not fields[id]["readonly"]] == []


def test_what_has_no_link_or_is_gone_is_no_such_reference(erp: Erp, goods: Goods) -> None:
    missing = refused(erp, "stock.accept", "r6:a", accepting("never-sent", "1"))
    goods.lines["gone"] = 999_999
    gone = refused(erp, "stock.accept", "r6:b", accepting("gone", "1"))
    assert missing.reason == gone.reason == "no_such_reference"
    reverse = {"number": "no-such-number"}
    assert refused(erp, "document.reverse", "r6:c", reverse).reason == "no_such_reference"


def test_an_arrival_that_was_cancelled_is_not_open(erp: Erp, goods: Goods) -> None:
    line = goods.arrived("R-CANCELLED", 100)
    goods.rpc("stock.shipment.in.cancel", [goods.receipts[line]])
    assert refused(erp, "stock.accept", "r7:stock", accepting(line, "10")).reason == "not_open"
    result = {"line": line, "inspection": "r7", "verdict": "accepted", "accepted": pieces("10"),
              "rejected": pieces("0")}  # fmt: skip
    assert refused(erp, "arrival.put_result", "r7:report", result).reason == "not_open"


def test_what_is_reversed_is_not_reversed_again(erp: Erp, goods: Goods) -> None:
    line = goods.arrived("R-AGAIN", 100)
    number = erp("stock.accept", "r8:stock", **accepting(line, "10"))["number"]
    erp("document.reverse", "r8:a", number=number)
    assert refused(erp, "document.reverse", "r8:b", {"number": number}).reason == "already_done"
