"""What must hold of goods, stock and documents at every moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dougong.platform.storage import Record
from dougong.platform.storage.query import Query, page
from tests.unit.runtime.desk import Desk

UNDECIDED = ("undecided", "sorting", "reworking")
IN_USE = ("accepted", "released", "recalling", "consumed")
BECAME = ("waiting", *IN_USE, "concession", "returned", "scrapped", "downgraded")
ENTERED = ("good", "concession")
ZERO = Decimal(0)
Key = tuple[str, str]


class Equations:
    """Of a company whose materials are counted in `units`."""

    def __init__(self, desk: Desk, units: Mapping[str, str]) -> None:
        self.desk, self.units = desk, units

    def check(self) -> None:
        """Every equation of the trade, with all background work done."""
        self.desk.drain()
        lines = self._lines()
        expected: Any = Counter()
        for line in lines:
            self._adds_up(line)
            key = (line["material"], line["batch"])
            expected[*key, "to_inspect"] += line["waiting"].value
            expected[*key, "good"] += sum(_value(line[one]) for one in IN_USE)
            expected[*key, "pending"] += sum(_value(line[one]) for one in UNDECIDED)
            expected[*key, "concession"] += _value(line["concession"])
            expected[*key, "downgraded"] += _value(line["downgraded"])
        held, moved = self._balances(), self._moves()
        keys = set(expected) | set(held) | set(moved)
        for place in keys:
            assert held[place] == moved[place] == expected[place], place
            assert held[place] >= 0
            assert self.units.get(place[0]) != "pcs" or held[place] == int(held[place])
        self._entered(lines, held)
        self._documents(expected)
        self._settled()

    def _adds_up(self, line: dict[str, Any]) -> None:
        """arrived = all that may have become of it; nothing is judged in part, nothing below 0."""
        parts = [_value(line[one]) for one in (*UNDECIDED, *BECAME)]
        assert line["quantity"].value == sum(parts) and min(parts) >= 0
        if line["verdict"] is None:
            assert line["waiting"].value + _value(line["released"]) == line["quantity"].value
        units = {line[name].unit for name in ("quantity", *UNDECIDED, *BECAME)
                 if line[name] is not None}  # fmt: skip
        assert len(units) == 1

    def _lines(self) -> list[dict[str, Any]]:
        """Lines of arrivals that are posted; those reversed have left."""
        found = []
        for arrival in self._all("arrival"):
            if arrival.state == "posted":
                found += arrival.values["lines"]
            elif arrival.state == "reversed":
                assert all(row["verdict"] is None for row in arrival.values["lines"])
                assert all(row["waiting"].value == 0 for row in arrival.values["lines"])
        return found

    def _entered(self, lines: list[dict[str, Any]], held: Counter[Any]) -> None:
        """What came in by arrivals, less what was reversed, returned or scrapped, lies in some store."""
        entered: Counter[Key] = Counter()
        for line in lines:
            left = _value(line["returned"]) + _value(line["scrapped"])
            entered[line["material"], line["batch"]] += line["quantity"].value - left
        lying: Counter[Key] = Counter()
        for (material, batch, _), value in held.items():
            lying[material, batch] += value
        assert +entered == +lying

    def _balances(self) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for one in self._all("stock_balance"):
            found[one.values["material"], one.values["batch"], one.values["store"]] += one.values[
                "quantity"
            ].value
        return found

    def _moves(self) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for one in self._all("stock_move"):
            v = one.values
            for store, sign in ((v["to_store"], 1), (v["from_store"], -1)):
                if store is not None:
                    found[v["material"], v["batch"], store] += sign * v["quantity"].value
        return found

    def _documents(self, expected: Counter[Any]) -> None:
        """Whatever lies in the good store or is used by concession has a stock-in document, what
        went back a return, and the order knows."""
        assert +self._put_in() == Counter(
            {k: v for k, v in expected.items() if k[2] in ENTERED and v}
        )
        lines = {line["id"]: line for line in self._lines()}
        arrived: Counter[str] = Counter()
        for line in lines.values():
            arrived[line["order_line"]] += line["quantity"].value
        for one in self._all("return_to_supplier"):
            if one.values["reopen"]:
                line = lines[one.values["arrival_line"]]
                arrived[line["order_line"]] -= one.values["quantity"].value
        for order in self._all("purchase_order"):
            for row in order.values["lines"]:
                assert _value(row["arrived"]) == arrived[row["id"]]

    def _put_in(self) -> Counter[Any]:
        """By documents: what was put into stores, less what was released too early and fetched back."""
        good: Counter[Any] = Counter()
        for one in self._all("stock_in"):
            assert one.state == "posted" and one.system.number
            key = (one.values["material"], one.values["batch"], one.values["store"])
            good[key] += one.values["quantity"].value
        for one in self._all("stock_move"):
            if one.values["from_store"] == "good":
                key = (one.values["material"], one.values["batch"], "good")
                good[key] -= one.values["quantity"].value
        return good

    def _settled(self) -> None:
        """No message is left over, no flow is stuck, and open work is about goods that are here."""
        assert {row["state"] for row in self.desk.rows("message")} <= {"confirmed"}
        stuck = [row["what"] for row in self.desk.rows("incident", state="open")]
        assert not stuck, stuck
        now = self.desk.clock.now
        assert not [
            row for row in self.desk.rows("job") if row["run_at"] is None or row["run_at"] <= now
        ]
        keys = [row["effect_key"] for row in self.desk.rows("message")]
        assert len(keys) == len(set(keys))
        reversed_ = {row["id"] for one in self._all("arrival") if one.state == "reversed"
                     for row in one.values["lines"]}  # fmt: skip
        for one in self._all("inspection"):
            if one.values["arrival_line"] in reversed_:
                assert one.voided and one.system.void_reason == "到货单已反审核"
        self._expected()
        for task in self.desk.open_tasks(form="inspection"):
            record = self.desk.record("inspection", task["record"])
            assert record.state == "open" and not record.voided

    def _expected(self) -> None:
        """Nothing is expected of an order that is over, and a void order has nothing of its own."""
        over = {row["id"] for one in self._all("purchase_order")
                if one.voided or one.state == "closed" for row in one.values["lines"]}  # fmt: skip
        for one in self._all("inspection"):
            if one.values["order_line"] in over and one.state == "expected":
                assert one.voided and one.system.void_reason in ("采购订单已作废", "采购订单已关闭")

    def _all(self, form: str) -> list[Record]:
        found: list[Record] = []
        with self.desk.looking() as tx:
            cursor = None
            while True:
                part = page(tx, Query(form, limit=200, cursor=cursor))
                found += [record for record in part.records if not record.voided or form in
                          ("inspection", "arrival", "purchase_order")]  # fmt: skip
                cursor = part.next_cursor
                if cursor is None:
                    return found


def _value(quantity: Any) -> Decimal:
    return ZERO if quantity is None else quantity.value
