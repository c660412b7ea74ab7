"""An inspected arrival on a live Tryton: its result, what is accepted, what is held."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.live.contract import Erp
from tests.live.goods import Goods

pytestmark = pytest.mark.live


def pieces(value: str) -> dict[str, str]:
    return {"value": value, "unit": "pcs"}


def test_the_result_is_kept_there_under_a_number(erp: Erp, goods: Goods) -> None:
    """Verdict and quantities as points of an inspection, defects in an alert: text fits nowhere else."""
    line = goods.arrived("B-RESULT", 3600)
    answer = erp(
        "arrival.put_result", "i1:report", line=line, inspection="i1", verdict="rejected",
        inspection_number="IQC-2611-0001", accepted=pieces("0"), rejected=pieces("3600.000"),
        defects=[{"code": "sur_rust", "pieces": 3}, {"code": "dim_over", "pieces": 1}],
    )  # fmt: skip
    (kept,) = goods.rpc(
        "quality.inspection.search_read", [["number", "=", answer["number"]]], 0, None, None,
        ["state", "points", "origin", "reference"],
    )  # fmt: skip
    assert kept["state"] == "failed"
    assert kept["points"] == {
        "verdict": False, "accepted": 0.0, "rejected": 3600.0, "line": goods.lines[line]
    }  # fmt: skip
    assert kept["origin"] == f"stock.shipment.in,{goods.receipts[line]}"
    (alert,) = goods.rpc(
        "quality.alert.search_read", [["origin", "=", f"quality.inspection,{kept['id']}"]], 0,
        None, None, ["title", "description"],
    )  # fmt: skip
    assert (alert["title"], alert["description"]) == ("IQC-2611-0001", "sur_rust 3\ndim_over 1")


def test_accepted_and_held_quantities_add_up(erp: Erp, goods: Goods) -> None:
    line = goods.arrived("B-SPLIT", 3600)
    assert goods.lying("B-SPLIT") == {"to_inspect": 3600}
    accepted = erp(
        "stock.accept", "i2:stock", line=line, quantity=pieces("3588.000"), to_store="good",
        status="accepted",
    )  # fmt: skip
    today = dt.date.today().isoformat()
    assert accepted.pop("number")
    assert accepted == {
        "state": "posted", "store": "good", "moved": pieces("3588"), "posted_on": today
    }  # fmt: skip
    held = erp(
        "stock.hold", "i2:hold", line=line, quantity=pieces("12"), store="pending", case="i2"
    )
    assert held.pop("number")
    assert held == {"state": "posted", "store": "pending", "held": pieces("12"), "posted_on": today}
    assert goods.lying("B-SPLIT") == {"good": 3588, "pending": 12}


def test_each_document_knows_the_arrival_it_came_from(erp: Erp, goods: Goods) -> None:
    line = goods.arrived("B-TRACE", 10)
    erp("stock.hold", "i3:hold", line=line, quantity=pieces("10"), store="pending", case="i3")
    (move,) = goods.rpc(
        "stock.move.search_read", [["origin", "=", f"stock.move,{goods.lines[line]}"]], 0, None,
        None, ["lot.number", "quantity", "state"],
    )  # fmt: skip
    assert (move["lot."]["number"], move["quantity"], move["state"]) == ("B-TRACE", 10.0, "done")


def test_the_same_key_makes_no_second_document(erp: Erp, goods: Goods) -> None:
    line = goods.arrived("B-TWICE", 100)
    asked = {"line": line, "quantity": pieces("40"), "to_store": "good", "status": "accepted"}
    first = erp("stock.accept", "i4:stock", **asked)
    assert erp("stock.accept", "i4:stock", **asked) == first
    assert len(goods.documents("i4:stock")) == 1
    assert goods.lying("B-TWICE") == {"to_inspect": 60, "good": 40}
    other = erp("stock.accept", "i4:stock:2", **asked)
    assert other["number"] != first["number"]
    assert goods.lying("B-TWICE") == {"to_inspect": 20, "good": 80}
    result = {"line": line, "inspection": "i4", "verdict": "accepted", "accepted": pieces("100"),
              "rejected": pieces("0")}  # fmt: skip
    kept = erp("arrival.put_result", "i4:report", **result)
    assert erp("arrival.put_result", "i4:report", **result) == kept


def test_weights_add_up_to_the_last_decimal(erp: Erp, goods: Goods) -> None:
    """Quantities are floats over there, rounded to the decimals of their unit: 0.1 + 0.2 is 0.3."""
    line = goods.arrived("B-KG", 0.3, code="C-010")
    for key, value in (("i5:a", "0.1"), ("i5:b", "0.20")):
        answer = erp(
            "stock.accept", key, line=line, quantity={"value": value, "unit": "kg"},
            to_store="good", status="accepted",
        )  # fmt: skip
        assert answer["moved"] == {"value": str(float(value)), "unit": "kg"}
    assert goods.lying("B-KG") == {"good": 0.3}


def test_a_posting_date_of_the_past_is_never_before_the_arrival(erp: Erp, goods: Goods) -> None:
    """The day asked for is a wish: it becomes the day the goods came, and the answer says so."""
    line = goods.arrived("B-DATE", 50, days_ago=3)
    came, before = (dt.date.today() - dt.timedelta(days=days) for days in (3, 5))
    asked = {"line": line, "quantity": pieces("20"), "to_store": "good", "status": "accepted"}
    early = erp("stock.accept", "i6:a", posted_on=before.isoformat(), **asked)
    assert early["posted_on"] == came.isoformat()
    after = (came + dt.timedelta(days=1)).isoformat()
    assert erp("stock.accept", "i6:b", posted_on=after, **asked)["posted_on"] == after


def test_reversing_puts_the_goods_back(erp: Erp, goods: Goods) -> None:
    """The document is cancelled in its place: no counter document, and its key is free again."""
    line = goods.arrived("B-BACK", 80)
    asked = {"line": line, "quantity": pieces("80"), "to_store": "good", "status": "accepted"}
    done = erp("stock.accept", "i7:stock", **asked)
    answer = erp("document.reverse", "i7:reverse", number=done["number"], reason="wrong store")
    assert answer == {"number": done["number"], "state": "reversed"}
    assert goods.lying("B-BACK") == {"to_inspect": 80}
    found = erp("lookup", "", operation="stock.accept", key="i7:stock")
    assert found == {"found": True, "number": done["number"], "state": "reversed"}


def test_nothing_there_stops_an_arrival_from_leaving_after_its_goods(
    erp: Erp, goods: Goods
) -> None:
    """Tryton cancels a receipt whose goods were put away: the gate against it has to be ours."""
    line = goods.arrived("B-GONE", 70)
    erp("stock.accept", "i8:stock", line=line, quantity=pieces("70"), to_store="good",
        status="accepted")  # fmt: skip
    goods.rpc("stock.shipment.in.cancel", [goods.receipts[line]])
    assert goods.lying("B-GONE") == {"to_inspect": -70, "good": 70}
