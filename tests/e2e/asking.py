"""An order as it is sent, and a problem as it is answered."""

from __future__ import annotations

from typing import Any

import httpx

from tests.e2e.company import BUYER, Company

LINE = {"material": {"code": "B-122"}, "quantity": {"value": "5", "unit": "pcs"}}
ORDER: dict[str, Any] = {"supplier": {"code": "S-001"}, "purpose": "mass", "lines": [LINE]}


def orders(company: Company) -> int:
    """How many orders there are."""
    answer = company.as_(BUYER).get("/api/records/purchase_order", params={"limit": 500})
    return len(answer.json()["items"])


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """What the answer says is wrong, in the form every problem has."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    body: dict[str, Any] = answer.json()
    assert body["title"] and body["code"]
    return body


def chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
