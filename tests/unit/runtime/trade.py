"""Orders and arrivals of the quality pack's company."""

from __future__ import annotations

from dougong.platform.storage import Record
from tests.unit.runtime.desk import Desk


def order(
    company: Desk,
    *then: str,
    supplier: str = "S-001",
    quantity: str = "100",
    material: str = "B-122",
    price: str | None = None,
) -> Record:
    """A purchase order with one line, then taken through the transitions that are named."""
    line = {"material": {"code": material}, "quantity": quantity, "price": price}
    values = {"supplier": {"code": supplier}, "lines": [line]}
    return company.create("wujing", "purchase_order", values, *then)


def arrival(
    company: Desk,
    *batches: str,
    quantity: str = "100",
    material: str = "B-122",
    price: str | None = None,
) -> Record:
    """What was ordered has arrived in batches of `quantity` each, and is posted."""
    ordered = order(company, "approve", material=material, price=price)
    line = ordered.values["lines"][0]["id"]
    lines = [{"order_line": line, "batch": batch, "quantity": quantity} for batch in batches]
    return company.create("heli", "arrival", {"purchase_order": ordered.id, "lines": lines}, "post")
