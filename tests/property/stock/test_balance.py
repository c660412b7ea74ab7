"""Quantities always balance, whatever happens in whatever order."""

from __future__ import annotations

import os
from random import Random

import pytest
from sqlalchemy import update

from dougong.platform.storage.tables import tables_of
from tests.property.stock.factory import Factory
from tests.unit.runtime.desk import Desk

# DOUGONG_TEST_EXAMPLES=500 lives longer.
STEPS = int(os.environ.get("DOUGONG_TEST_EXAMPLES", "25")) * 3


def live(desk: Desk, seed: int, steps: int) -> Factory:
    factory = Factory(desk, Random(seed))
    for _ in range(steps):
        factory.step()
        if factory.random.random() < 0.4:
            factory.check()
    factory.check()
    return factory


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_quantities_balance(lite_company: Desk, seed: int) -> None:
    live(lite_company, seed, STEPS)


def test_quantities_balance_on_both(company: Desk) -> None:
    factory = live(company, 8, STEPS * 2)
    for name in ("order", "arrive", "judge", "reverse", "void", "close", "judge refused",
                 "reverse refused", "arrive refused", "void refused", "propose", "decide",
                 "propose refused", "decide refused"):  # fmt: skip
        assert factory.done[name], f"this life never saw: {name}"


def test_the_equations_can_fail(lite_company: Desk) -> None:
    """A piece that vanishes from a store is noticed."""
    factory = live(lite_company, 5, 10)
    with lite_company.service() as tx:
        table = tables_of(tx.library).table("stock_balance")
        lying = (table.c.quantity > 1) & (table.c.store == "good")
        assert tx.connection.execute(
            update(table).where(lying).values(quantity=table.c.quantity - 1)
        ).rowcount
    with pytest.raises(AssertionError):
        factory.check()
