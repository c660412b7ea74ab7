"""A factory in which things happen by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from dougong.connectors.engine import replay
from dougong.platform.problems import Conflict, Forbidden, Invalid, NotFound, Refused
from dougong.platform.storage import Record
from dougong.runtime import records
from tests.property.stock.board import Board
from tests.property.stock.equations import Equations
from tests.unit.runtime.desk import Desk

MATERIALS = {"B-122": "pcs", "W-142": "kg"}


class Factory:
    """Buyers, warehouse and inspectors; `random` decides what they do next.

    Few batches, so that arrivals meet in the same stock. What rules refuse is part of the life
    here: it must change nothing.
    """

    def __init__(self, desk: Desk, random: Random) -> None:
        self.desk, self.random = desk, random
        self.board = Board(desk, random)
        self.orders: list[Record] = []
        self.arrivals: list[Record] = []
        self.done: Counter[str] = Counter()
        known = (desk.find("material", code=code) for code in MATERIALS)
        self.materials = [record for record in known if record is not None]
        self.units = {one.id: one.values["purchase_unit"] for one in self.materials}
        self.equations = Equations(desk, self.units)
        self._send_again()

    def _send_again(self) -> None:
        """The demonstration leaves a stock-in refused in a closed month: life begins without it."""
        for row in self.desk.rows("message"):
            if row["state"] == "refused":
                with self.desk.as_("admin") as tx:
                    replay(tx, row["id"])
        self.desk.drain()

    def step(self) -> str:
        """One thing happens; background work runs at once, or later."""
        chances: list[Callable[[], None]] = [
            *[self.order] * 2, *[self.arrive] * 5, *[self.judge] * 6, self.reverse,
            self.void, self.close, self.tamper, *[self.board.propose] * 3, *[self.board.decide] * 6,
            *[self.board.treat] * 2, self.board.ask_release, *[self.board.allow_release] * 3,
            self.board.fetch, *[self.board.ask] * 2,
        ]  # fmt: skip
        choice = self.random.choice(chances)
        name = choice.__name__
        before = self.desk.counts()
        try:
            choice()
            self.done[name] += 1
        except (Conflict, Forbidden, Invalid, NotFound, Refused) as problem:
            assert self.desk.counts() == before, (
                f"{name} was refused, but left something: {problem}"
            )
            self.done[f"{name} refused"] += 1
        if self.random.random() < 0.7:
            self.desk.drain()
        return name

    def quantity(self, material: str) -> str:
        """Of pieces, now and then a fraction, which there is not."""
        fractions = [Decimal("0.5"), Decimal("12.345678")]
        counted = self.units[material] == "pcs"
        if self.random.random() < (0.1 if counted else 0.3):
            return str(self.random.choice(fractions))
        return str(self.random.choice([1, 2, 7, 10]))

    def order(self) -> None:
        lines = [
            {"material": material.id, "quantity": self.quantity(material.id), "price": "1.5"}
            for material in self.random.sample(self.materials, self.random.randint(1, 2))
        ]
        values = {"supplier": {"code": "S-001"}, "lines": lines}
        self.orders.append(self.desk.create("wujing", "purchase_order", values, "approve"))

    def arrive(self) -> None:
        if not self.orders:
            return self.order()
        order = self.random.choice(self.orders)
        chosen = [self.random.choice(order.values["lines"])
                  for _ in range(self.random.randint(1, 2))]  # fmt: skip
        lines = [
            {"order_line": line["id"], "batch": self.random.choice("AB"),
             "quantity": self.quantity(line["material"])}
            for line in chosen
        ]  # fmt: skip
        values = {"purchase_order": order.id, "lines": lines}
        self.arrivals.append(self.desk.create("heli", "arrival", values, "post"))
        return None

    def judge(self) -> None:
        """A whole lot, a lot with bad pieces taken out, a rejected lot, or something impossible."""
        tasks = [t for t in self.desk.open_tasks(form="inspection") if self._mine(t["record"])]
        if not tasks:
            return
        task = self.random.choice(tasks)
        size: Decimal = self.desk.record("inspection", task["record"]).values["lot_size"].value
        places = "1" if self._counted(task["record"]) and self.random.random() < 0.9 else "0.000001"
        part = (size / 3).quantize(Decimal(places))
        values: dict[str, Any] = self.random.choice([
            {"verdict": "accepted"},
            {"verdict": "accepted", "rejected": str(part)},
            {"verdict": "accepted", "accepted": str(part)},
            {"verdict": "rejected"},
            {"verdict": "rejected", "accepted": str(part)},
            {"verdict": "accepted", "accepted": str(size), "rejected": str(part)},
            {"verdict": "accepted", "accepted": str(part), "rejected": str(part / 2)},
        ])  # fmt: skip
        who = self.random.choice(["zhoumin", "liqiang"])
        self.desk.complete(who, task["id"], {"sample_size": 1, **values})

    def _counted(self, inspection: str) -> bool:
        found: Any = self.desk.record("inspection", inspection).values["lot_size"]
        return bool(found.unit == "pcs")

    def _mine(self, inspection: str) -> bool:
        record = self.desk.record("inspection", inspection)
        return any(
            row["id"] == record.values["arrival_line"]
            for arrival in self.arrivals
            for row in arrival.values["lines"]
        )

    def reverse(self) -> None:
        if self.arrivals:
            arrival = self.random.choice(self.arrivals)
            self.desk.act("heli", "arrival", arrival.id, "reverse")

    def void(self) -> None:
        order = self.random.choice(self.orders) if self.orders else None
        if order and self.desk.record("purchase_order", order.id).state != "closed":
            with self.desk.as_("wujing") as tx:
                records.void(tx, "purchase_order", order.id, "not needed")

    def close(self) -> None:
        if self.orders and self.random.random() < 0.3:
            order = self.random.choice(self.orders)
            self.desk.act("wujing", "purchase_order", order.id, "close")

    def tamper(self) -> None:
        """A draft arrival is never stock."""
        order = self.random.choice(self.orders) if self.orders else None
        if order is not None:
            first = order.values["lines"][0]
            line = {"order_line": first["id"], "batch": "A",
                    "quantity": self.quantity(first["material"])}  # fmt: skip
            self.desk.create("heli", "arrival", {"purchase_order": order.id, "lines": [line]})

    # -- what must hold --------------------------------------------------------------

    def check(self) -> None:
        """Every equation of the trade holds."""
        self.equations.check()
