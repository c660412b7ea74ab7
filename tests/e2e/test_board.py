"""A list as a board, on both databases: columns with their counts, and what waits longest on top."""

from __future__ import annotations

import re

from tests.e2e.company import INSPECTOR, WAREHOUSE, Company


def columns(page: str) -> dict[str, str]:
    """By column its part of the page."""
    parts = re.split(r'data-column="(\w+)"', page)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_an_arrived_lot_is_a_card_until_it_is_in_the_stock(company: Company) -> None:
    batch = "BOARD-1"
    arrival = company.posted_arrival(company.approved_order(), batch, "100")
    task = company.task_for(arrival)
    page = company.as_(WAREHOUSE).get("/lists/incoming_board", params={"q": batch})
    assert page.status_code == 200
    found = columns(page.text)
    assert list(found) == ["arrived", "inspecting", "mrb", "stock_in", "late"]
    assert batch in found["arrived"] and "/records/inspection/" in found["arrived"]
    assert "data-waited" in found["arrived"]
    mine = company.as_(INSPECTOR).get("/lists/incoming_board", params={"q": batch})
    assert f"/tasks/{task['id']}" in columns(mine.text)["arrived"]
    table = company.as_(WAREHOUSE).get("/lists/incoming_board", params={"as": "table"})
    assert "data-column" not in table.text and batch in table.text
