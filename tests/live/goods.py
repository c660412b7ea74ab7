"""Goods on their way: purchases, arrivals, and what lies where, as Tryton tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tests.live.tryton.calls import Calls
from tests.live.tryton.company import date, number

STORES = ("to_inspect", "good", "pending")


class Goods:
    """The company's purchasing. `lines` are the links kept of its arrival lines, by our id."""

    def __init__(self, call: Calls, company: Mapping[str, Any]) -> None:
        self._call, self._company = call, company
        self.lines: dict[str, int] = {}
        self.receipts: dict[str, int] = {}
        own = company["company"]
        self._context = {"language": "en", "company": own}
        self._lots: dict[str, int] = {}

    def rpc(self, method: str, *params: Any) -> Any:
        """A call of a model, in the context of the company."""
        return self._call(f"model.{method}", *params, self._context)

    def arrived(self, batch: str, quantity: float, code: str = "F-141", days_ago: int = 0) -> str:
        """Ordered, delivered in one batch and received into the store to inspect; gives our line."""
        move = self._ordered(code, quantity)
        self._lots[batch] = self._create(
            "stock.lot", number=batch, product=self._company["goods"][code]
        )
        self.rpc("stock.move.write", [move], {"lot": self._lots[batch]})
        day = dt.date.today() - dt.timedelta(days=days_ago)
        stores = self._company["stores"]
        receipt = self._create(
            "stock.shipment.in", company=self._company["company"],
            supplier=self._company["supplier"], warehouse=stores["warehouse"], reference=batch,
            # Input and storage are one place, or Tryton would plan moves of its own out of it.
            warehouse_input=stores["to_inspect"], warehouse_storage=stores["to_inspect"],
            effective_date=date(day), incoming_moves=[["add", [move]]],
        )  # fmt: skip
        self.rpc("stock.shipment.in.receive", [receipt])
        self.lines[f"line-{batch}"], self.receipts[f"line-{batch}"] = move, receipt
        return f"line-{batch}"

    def lying(self, batch: str) -> dict[str, float]:
        """Quantities of a batch by store, without the empty ones."""
        found = {}
        for store in STORES:
            at = {
                **self._context,
                "locations": [self._company["stores"][store]],
                "with_childs": False,
            }
            (row,) = self._call("model.stock.lot.read", [self._lots[batch]], ["quantity"], at)
            if row["quantity"]:
                found[store] = row["quantity"]
        return found

    def store(self, id: str) -> int:
        """Tryton's id of a store of ours."""
        return int(self._company["stores"][id])

    def documents(self, key: str, model: str = "stock.shipment.internal") -> list[dict[str, Any]]:
        """Documents in Tryton that carry a key of ours."""
        found: list[dict[str, Any]] = self.rpc(
            f"{model}.search_read", [["reference", "=", key]], 0, None, None,
            ["number", "state"],
        )  # fmt: skip
        return found

    def _ordered(self, code: str, quantity: float) -> int:
        unit = self._company["units"]["kg" if code.startswith("C-") else "pcs"]
        line = {"type": "line", "product": self._company["goods"][code], "quantity": quantity,
                "unit": unit, "unit_price": number("1.20")}  # fmt: skip
        (address,) = self.rpc(
            "party.address.search", [["party", "=", self._company["supplier"]]], 0, 1, None
        )
        order = self._create(
            "purchase.purchase", company=self._company["company"],
            party=self._company["supplier"], invoice_address=address, invoice_method="manual",
            currency=self._company["currency"], warehouse=self._company["stores"]["warehouse"],
            purchase_date=date(dt.date.today()), lines=[["create", [line]]],
        )  # fmt: skip
        for step in ("quote", "confirm", "process"):
            self.rpc(f"purchase.purchase.{step}", [order])
        (move,) = self.rpc("stock.move.search", [["purchase", "=", order]], 0, None, None)
        return int(move)

    def _create(self, model: str, **values: Any) -> int:
        return int(self.rpc(f"{model}.create", [values])[0])
