"""Events: the full image after, what changed, what was read, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dougong.platform.expressions import Money, Quantity
from dougong.platform.storage import (
    Cause,
    Storage,
    event,
    events_of,
    from_wire,
    new_id,
    write_event,
)
from tests.services.records import add, part
from tests.unit.platform.conftest import BY_HAND, OWNER


def test_an_event_tells_everything(hall: Storage) -> None:
    cause = Cause("rule", "price@3", {"node": "n"}, within=Cause("person", "owner"))
    with hall.write(OWNER, cause) as tx:
        record = add(tx, "order", part=part(tx, new_id()).id, number="O-1",
                     amount=Quantity(Decimal("2.5"), "kg"), total=Money(Decimal(3), "CNY"),
                     lines=[{"id": "l", "batch": "B", "count": 1, "share": Decimal("0.4")}])  # fmt: skip
        first = write_event(tx, record, "created", None, {})
        system = replace(record.system, change_no=2, changed_at=tx.now + timedelta(seconds=1))
        after = record.with_(system, {**record.values, "note": "new"})
        reads = {"part:1": {"price": Money(Decimal("1.2"), "CNY"), "at": tx.now}}
        second = write_event(tx, after, "changed", record, reads)
        found = events_of(tx, record.id)
        again = event(tx, second.id)
    assert [one["id"] for one in found] == [first.id, second.id]
    row: Any = found[1]
    assert again == dict(row)
    assert (row["form"], row["name"], row["change_no"], row["form_revision"]) == (
        "order", "changed", 2, 1,
    )  # fmt: skip
    assert row["image"]["note"] == "new" and row["image"]["number"] == "O-1"
    assert set(row["changes"]) == {"note", "change_no", "changed_at"}
    assert row["changes"]["note"] == [None, "new"]
    assert row["reads"]["part:1"]["price"] == {"amount": "1.2", "currency": "CNY"}
    assert row["cause"] == {
        "kind": "rule", "ref": "price@3", "node": "n",
        "within": {"kind": "person", "ref": "owner"},
    }  # fmt: skip
    assert (row["actor"], row["at"]) == ("owner", tx.now)
    values = from_wire(tx.library.form("order"), row["image"])
    assert values == {**dict.fromkeys(values), **after.values}


def test_an_image_of_long_ago_is_read_again(hall: Storage) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        record = part(tx, new_id())
        old = replace(record.system, created_at=datetime(7, 1, 2, 3, tzinfo=UTC))
        fact = write_event(tx, record.with_(old), "created", None, {})
        row = event(tx, fact.id)
    assert row is not None
    assert row["image"]["created_at"] == "0007-01-02T03:00:00.000000Z"
    assert datetime.fromisoformat(row["image"]["created_at"]) == old.created_at


@pytest.mark.parametrize("table", ["event", "audit", "definition_revision"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET at = at"])
def test_what_happened_can_be_neither_changed_nor_removed(
    hall: Storage, table: str, statement: str
) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        write_event(tx, part(tx, new_id()), "created", None, {})
    with pytest.raises(DBAPIError, match="append-only"), hall.write(OWNER, BY_HAND) as tx:
        tx.connection.execute(text(statement.format(table)))


def test_there_is_no_event_of_another_id(hall: Storage) -> None:
    with hall.read(OWNER) as tx:
        assert event(tx, new_id()) is None
        assert events_of(tx, new_id()) == []
