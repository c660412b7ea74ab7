"""The demonstration company as its people use it: over HTTP, each with a token of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import pytest

from tests.services.served import Served

JSON = dict[str, Any]
Found = TypeVar("Found")

BUYER, WAREHOUSE, INSPECTOR, MANAGER, ADMIN = "wujing", "heli", "zhoumin", "linlan", "admin"


def eventually(look: Callable[[], Found | None], what: str, seconds: float = 20) -> Found:
    """The first thing `look` finds; background work is watched, never guessed at by sleeping.

    Raises AssertionError naming `what` when the deadline passes.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)  # between two looks; the deadline decides, not this pause
    raise AssertionError(f"not seen within {seconds} s: {what}")


@dataclass
class Company:
    """People of the company and what they do."""

    url: str
    token_of: Callable[[str], str]
    _clients: dict[str, httpx.Client] = field(default_factory=dict)

    def as_(self, login: str) -> httpx.Client:
        """The HTTP client of one person."""
        if login not in self._clients:
            headers = {"Authorization": f"Bearer {self.token_of(login)}", "Accept-Language": "zh"}
            self._clients[login] = httpx.Client(base_url=self.url, headers=headers, timeout=20)
        return self._clients[login]

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    # -- plain reading and writing -------------------------------------------------

    def create(self, who: str, form: str, values: JSON) -> JSON:
        return self._ok(self.as_(who).post(f"/api/records/{form}", json=values))

    def read(self, who: str, form: str, id: str) -> JSON:
        return self._ok(self.as_(who).get(f"/api/records/{form}/{id}"))

    def find(self, who: str, form: str, filter: str) -> list[JSON]:
        answer = self._ok(self.as_(who).get(f"/api/records/{form}", params={"filter": filter}))
        items: list[JSON] = answer["items"]
        return items

    def act(
        self, who: str, form: str, id: str, transition: str, values: JSON | None = None
    ) -> JSON:
        return self._ok(self.try_(who, form, id, transition, values))

    def try_(
        self, who: str, form: str, id: str, transition: str, values: JSON | None = None
    ) -> httpx.Response:
        return self.as_(who).post(
            f"/api/records/{form}/{id}/actions/{transition}", json=values or {}
        )

    @staticmethod
    def _ok(answer: httpx.Response) -> JSON:
        assert answer.status_code in (200, 201), f"{answer.status_code}: {answer.text}"
        body: JSON = answer.json()
        return body

    # -- the steps of the story ----------------------------------------------------

    def order(
        self, supplier: str = "S-001", material: str = "B-122", quantity: str = "100", **more: Any
    ) -> JSON:
        line = {
            "material": {"code": material},
            "quantity": {"value": quantity},
            "price": {"amount": "0.5", "currency": "CNY"},
        }
        values = {"supplier": {"code": supplier}, "purpose": "mass", "lines": [line], **more}
        return self.create(BUYER, "purchase_order", values)

    def approved_order(self, **order: Any) -> JSON:
        return self.act(BUYER, "purchase_order", self.order(**order)["id"], "approve")

    def arrival(self, order: JSON, batch: str, quantity: str) -> JSON:
        line = {
            "order_line": order["lines"][0]["id"],
            "batch": batch,
            "quantity": {"value": quantity},
        }
        values = {"purchase_order": order["id"], "lines": [line]}
        return self.create(WAREHOUSE, "arrival", values)

    def posted_arrival(self, order: JSON, batch: str, quantity: str) -> JSON:
        return self.act(WAREHOUSE, "arrival", self.arrival(order, batch, quantity)["id"], "post")

    def task_for(self, arrival: JSON, who: str = INSPECTOR) -> JSON:
        """The inspector's task about the first line of the arrival, once it is there."""
        line = arrival["lines"][0]["id"]

        def look() -> JSON | None:
            for inspection in self.find(who, "inspection", f"arrival_line == '{line}'"):
                for task in self._ok(self.as_(who).get("/api/tasks"))["items"]:
                    if task["record"] == inspection["id"]:
                        found: JSON = task
                        return found
            return None

        return eventually(look, "the inspector's task")

    def judge(
        self, task: JSON, verdict: str, who: str = INSPECTOR, **values: Any
    ) -> httpx.Response:
        fields = {"sample_size": 20, "verdict": verdict, **values}
        return self.as_(who).post(f"/api/tasks/{task['id']}/complete", json={"fields": fields})

    def stock(self, batch: str) -> dict[str, str]:
        """Quantity by store of one batch; stores that hold nothing are left out."""
        balances = self.find(MANAGER, "stock_balance", f"batch == '{batch}'")
        held = {one["store"]: one["quantity"]["value"] for one in balances}
        return {store: value for store, value in held.items() if float(value) != 0}

    def messages_about(self, inspection: str) -> Iterator[JSON]:
        yield from self._ok(self.as_(MANAGER).get("/api/messages", params={"record": inspection}))[
            "items"
        ]


@pytest.fixture(scope="session")
def company(served: Served) -> Iterator[Company]:
    """The people of whichever company is `served`; a token is made for who acts first."""
    known: dict[str, str] = {}

    def token_of(login: str) -> str:
        if login not in known:
            known[login] = served.token(login)
        return known[login]

    opened = Company(served.url, token_of)
    yield opened
    opened.close()
