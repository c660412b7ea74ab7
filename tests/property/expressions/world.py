"""A small world to evaluate in: orders with lines and customers, made by chance."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dougong.platform.expressions import Evaluation, Money, Quantity, Scope, Type

CUSTOMER = Type("link", "customer")

FORMS: dict[str, dict[str, Type]] = {
    "order": {
        "id": Type("text", optional=False),
        "state": Type("choice"),
        "n": Type("integer"),
        "amount": Type("decimal"),
        "weight": Type("decimal"),
        "qty": Type("quantity"),
        "more": Type("quantity"),
        "price": Type("money"),
        "cost": Type("money"),
        "flag": Type("boolean"),
        "day": Type("date"),
        "due": Type("date"),
        "at": Type("datetime"),
        "note": Type("text"),
        "customer": CUSTOMER,
        "lines": Type("lines", "order.lines", optional=False),
    },
    "order.lines": {
        "id": Type("text", optional=False),
        "n": Type("integer"),
        "weight": Type("decimal"),
        "qty": Type("quantity"),
        "price": Type("money"),
        "flag": Type("boolean"),
        "day": Type("date"),
        "at": Type("datetime"),
        "note": Type("text"),
        "item": CUSTOMER,
    },
    "customer": {
        "id": Type("text", optional=False),
        "name": Type("text"),
        "rating": Type("decimal"),
        "since": Type("date"),
        "boss": CUSTOMER,
    },
}


class WorldSchema:
    def fields(self, form: str) -> Mapping[str, Type]:
        return FORMS[form]


SCOPE = Scope(WorldSchema(), "order", {"factor": Type("decimal"), "holder": CUSTOMER})
EVALUATION = Evaluation(datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "Asia/Shanghai")

NUMBERS = [
    Decimal(text)
    for text in [
        "0",
        "1",
        "2",
        "-1",
        "0.5",
        "1.5",
        "2.5",
        "-2.5",
        "0.000001",
        "-0.000001",
        "3.333333",
        "0.1",
        "100",
        "12345.678901",
        "-7",
        "1000000",
        "999999999999.999999",
        "-999999999999.999999",
        "500000000000",
        "0.0000005",
        "0.125",
    ]
]

NUMBERS = [number.quantize(Decimal("0.000001")) for number in NUMBERS]

TEXTS = [
    "",
    "a",
    "B",
    "b",
    "A1",
    " pad ",
    "ab",
    "abc",
    "斗拱",
    "斗",
    "z",
    "é",
    "É",
    "😀",
    "open",
    "pcs",
]

UNITS, CURRENCIES = ["pcs", "kg"], ["CNY", "USD"]

DAYS = [
    date(1, 1, 1),
    date(2024, 2, 29),
    date(2026, 11, 23),
    date(2026, 11, 24),
    date(9999, 12, 31),
]

START = datetime(2026, 11, 23, 15, 59, 59, 999999, tzinfo=UTC)
INSTANTS = [START, START + timedelta(microseconds=1), datetime(1999, 12, 31, 16, tzinfo=UTC)]


class World:
    """`customers` and `orders` by id, made by chance from `seed`."""

    def __init__(self, seed: int, orders: int = 40) -> None:
        self.chance = random.Random(seed)
        self.customers: dict[str, dict[str, Any]] = {}
        for index in range(6):
            self._customer(f"c{index}")
        self.orders = [self._order(f"o{index:02}") for index in range(orders)]
        self.values: Mapping[str, Any] = {
            "factor": Decimal("1.250000"),
            "holder": self.customers["c3"],
        }

    def _maybe(self, values: list[Any]) -> Any:
        return None if self.chance.random() < 0.2 else self.chance.choice(values)

    def _quantity(self) -> Any:
        number = self._maybe(NUMBERS)
        return None if number is None else Quantity(number, self.chance.choice(UNITS))

    def _money(self) -> Any:
        number = self._maybe(NUMBERS)
        return None if number is None else Money(number, self.chance.choice(CURRENCIES))

    def _customer(self, id: str) -> None:
        self.customers[id] = {
            "id": id,
            "name": self._maybe(TEXTS),
            "rating": self._maybe(NUMBERS),
            "since": self._maybe(DAYS),
            "boss": self._maybe(list(self.customers.values()) or [None]),
        }

    def _common(self, id: str) -> dict[str, Any]:
        return {
            "id": id,
            "n": self._maybe([0, 1, 2, 3, -5, 1000, 999_999_999_999]),
            "weight": self._maybe(NUMBERS),
            "qty": self._quantity(),
            "price": self._money(),
            "flag": self._maybe([True, False]),
            "day": self._maybe(DAYS),
            "at": self._maybe(INSTANTS),
            "note": self._maybe(TEXTS),
        }

    def _order(self, id: str) -> dict[str, Any]:
        size = self.chance.choice([0, 0, 1, 2, 3, 4])
        lines = [self._common(f"{id}-{index}") for index in range(size)]
        for line in lines:
            line["item"] = self._maybe(list(self.customers.values()))
        return {
            **self._common(id),
            "state": self._maybe(["open", "done", "late"]),
            "amount": self._maybe(NUMBERS),
            "more": self._quantity(),
            "cost": self._money(),
            "due": self._maybe(DAYS),
            "customer": self._maybe(list(self.customers.values())),
            "lines": lines,
        }
