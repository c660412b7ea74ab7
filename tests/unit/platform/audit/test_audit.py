"""Audit rows: each has a hash of what it says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text

from dougong.platform.audit import content_hash, intact, note
from dougong.platform.expressions import Money, Quantity
from dougong.platform.storage import Cause, Storage, Transaction, new_id
from dougong.platform.storage.platform_tables import Audit, table_of
from tests.unit.platform.conftest import OWNER

AFTER = {
    "amount": Quantity(Decimal("2.50"), "pcs"),
    "price": Money(Decimal("0.1"), "CNY"),
    "day": date(2026, 11, 23),
    "lines": [{"id": "1", "note": "斗拱 \"quoted\"", "flag": True, "nothing": None}],
}  # fmt: skip
CAUSE = Cause("rule", "price@2", {"z": 1, "a": 2}, within=Cause("person", "owner"))


def rows_of(tx: Transaction, subject: str) -> list[dict[str, Any]]:
    table = table_of(Audit)
    found = tx.connection.execute(select(table).where(table.c.subject == subject)).mappings()
    return [dict(one) for one in found]


def test_the_hash_fits_the_row_as_it_is_stored(hall: Storage) -> None:
    subject = new_id()
    with hall.write(OWNER, CAUSE) as tx:
        note(tx, "record", subject, "change", {"amount": None}, AFTER)
    with hall.read(OWNER) as tx:
        (row,) = rows_of(tx, subject)
    assert intact(row)
    assert (row["kind"], row["action"], row["actor"]) == ("record", "change", "owner")
    assert row["after"]["amount"] == {"value": "2.5", "unit": "pcs"}
    assert row["cause"]["within"] == {"kind": "person", "ref": "owner"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "somebody else"),
        ("action", "void"),
        ("after", {"amount": 3}),
        ("before", None),
        ("cause", {"kind": "person"}),
        ("subject", "another"),
        ("id", "0"),
    ],
)
def test_a_changed_row_is_noticed(hall: Storage, column: str, value: object) -> None:
    subject = new_id()
    with hall.write(OWNER, CAUSE) as tx:
        note(tx, "record", subject, "change", {"amount": 1}, AFTER)
        (row,) = rows_of(tx, subject)
    assert intact(row)
    assert not intact({**row, column: value})


def test_a_row_changed_behind_our_back_is_noticed(still: Storage) -> None:
    subject = new_id()
    with still.write(OWNER, CAUSE) as tx:
        note(tx, "record", subject, "change", None, AFTER)
    with still.write(OWNER, CAUSE) as tx:  # somebody who owns the database can take the wall away
        wall = (
            "DROP TRIGGER audit_no_update" if still.on_sqlite
            else "ALTER TABLE audit DISABLE TRIGGER ALL"
        )  # fmt: skip
        tx.connection.execute(text(wall))
        tx.connection.execute(text("UPDATE audit SET action = 'void'"))
        (row,) = rows_of(tx, subject)
    assert not intact(row)


def test_the_order_of_keys_does_not_matter_but_every_value_does() -> None:
    assert content_hash({"a": 1, "b": "斗"}) == content_hash({"b": "斗", "a": 1})
    assert len({content_hash(one) for one in ({"a": 1}, {"a": "1"}, {"a": None}, {})}) == 4
