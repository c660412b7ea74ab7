"""Writing records: what the database refuses is said so that people understand it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.expressions import Quantity
from dougong.platform.problems import Conflict, Invalid, Stale
from dougong.platform.publishing import publish_definitions
from dougong.platform.storage import Record, Storage, Transaction, new_id
from dougong.platform.storage.query import any_record, get, remove, row, update
from tests.services.records import add, part
from tests.services.workshop import definition, definitions, field
from tests.unit.platform.conftest import BY_HAND, OWNER


@pytest.fixture
def code() -> str:
    """A code no other test has used."""
    return new_id()


def changed(record: Record, **values: Any) -> Record:
    system = replace(
        record.system,
        change_no=record.system.change_no + 1,
        changed_at=record.system.changed_at + timedelta(seconds=1),
    )
    return record.with_(system, {**record.values, **values})


def reread(tx: Transaction, record: Record) -> Record:
    found = get(tx, record.form, record.id)
    assert found is not None
    return found


def test_a_unique_field_is_named(hall: Storage, code: str) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        part(tx, code)
    with pytest.raises(Invalid) as refused, hall.write(OWNER, BY_HAND) as tx:
        part(tx, code)
    assert [(one.path, one.code) for one in refused.value.fields] == [("code", "unique")]


def test_a_unique_group_names_its_fields_and_empty_values_do_not_clash(
    hall: Storage, code: str
) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        order = add(tx, "order", part=part(tx, code).id)
        add(tx, "answer", about=order.id, text=None)
        add(tx, "answer", about=order.id, text=None)
        add(tx, "answer", about=order.id, text="x")
        other = add(tx, "answer", about=order.id, text="y")
    with pytest.raises(Invalid) as refused, hall.write(OWNER, BY_HAND) as tx:
        update(tx, other, changed(other, text="x"))
    assert [one.path for one in refused.value.fields] == ["about", "text"]


def test_a_void_record_gives_its_value_free(hall: Storage, code: str) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        first = part(tx, code)
        voided = replace(first.system, voided_at=tx.now, void_reason="wrong", change_no=2)
        update(tx, first, first.with_(voided))
        second = part(tx, code)
    assert second.id != first.id and second.values["code"] == first.values["code"]


def test_a_unique_group_of_long_names_is_named_too(hall: Storage) -> None:
    long = [f"a_rather_long_name_of_a_field_number_{n}" for n in (1, 2)]
    form = definition("form", "f" * 38, fields=[field(one, "text") for one in long], unique=[long])
    with hall.write(OWNER, BY_HAND) as tx:
        publish_definitions(tx, definitions([form]))
    same: dict[str, Any] = {long[0]: "x", long[1]: "y"}
    with pytest.raises(Invalid) as refused, hall.write(OWNER, BY_HAND) as tx:
        for _ in range(2):
            add(tx, "f" * 38, **same)
    assert [one.path for one in refused.value.fields] == long


def test_somebody_elses_change_is_not_overwritten(hall: Storage, code: str) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        mine = theirs = part(tx, code)
    with hall.write(OWNER, BY_HAND) as tx:
        update(tx, theirs, changed(theirs, name="theirs"))
    with pytest.raises(Stale), hall.write(OWNER, BY_HAND) as tx:
        update(tx, mine, changed(mine, name="mine"))
    with hall.read(OWNER) as tx:
        assert reread(tx, mine).values["name"] == "theirs"


def test_what_others_refer_to_cannot_be_removed(hall: Storage, code: str) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        used = part(tx, code)
        order = add(tx, "order", part=used.id)
        spare = part(tx, code + "b")
    with pytest.raises(Conflict), hall.write(OWNER, BY_HAND) as tx:
        remove(tx, used)
    with hall.write(OWNER, BY_HAND) as tx:
        assert reread(tx, used).values["code"] == code
        remove(tx, spare)
        remove(tx, order)
        remove(tx, used)
        assert any_record(tx, "part", used.id) is None


def rows(*pairs: tuple[str, str, int]) -> list[dict[str, Any]]:
    return [{"id": id, "batch": batch, "count": count} for id, batch, count in pairs]


def test_rows_keep_their_identity_and_order(hall: Storage, code: str) -> None:
    a, b, c, d = (new_id() for _ in range(4))
    with hall.write(OWNER, BY_HAND) as tx:
        lines = rows((a, "A", 1), (b, "B", 2), (c, "C", 3))
        first = add(tx, "order", part=part(tx, code).id, lines=lines)
        order = reread(tx, first)
        after = changed(order, lines=rows((c, "C", 3), (d, "D", 4), (a, "A2", 1)))
        update(tx, order, after)
        found = reread(tx, order)
    assert [(one["id"], one["batch"]) for one in found.values["lines"]] == [
        (c, "C"),
        (d, "D"),
        (a, "A2"),
    ]
    with hall.read(OWNER) as tx:
        assert row(tx, "order.lines", b) is None
        kept = row(tx, "order.lines", a)
        assert kept is not None and (kept["batch"], kept["parent"]) == ("A2", first.id)


def test_a_row_others_refer_to_cannot_be_removed(hall: Storage) -> None:
    holder = definition("form", "holder", fields=[
        field("lines", "lines", fields=[field("note", "text")])])  # fmt: skip
    other = definition("form", "other", fields=[field("line", "link", to="form:holder.lines")])
    with hall.write(OWNER, BY_HAND) as tx:
        publish_definitions(tx, definitions([holder, other]))
    with hall.write(OWNER, BY_HAND) as tx:
        line = new_id()
        add(tx, "holder", id="h", lines=[{"id": line, "note": "n"}])
        add(tx, "other", line=line)
    with pytest.raises(Conflict), hall.write(OWNER, BY_HAND) as tx:
        present = reread(tx, Record("holder", add_system(tx), {}))
        update(tx, present, changed(present, lines=[]))
    with pytest.raises(Conflict), hall.write(OWNER, BY_HAND) as tx:
        remove(tx, reread(tx, Record("holder", add_system(tx), {})))


def add_system(tx: Transaction) -> Any:
    found = any_record(tx, "holder", "h")
    assert found is not None
    return found.system


def test_system_columns_come_back_as_they_were(hall: Storage, code: str) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        amount = Quantity(Decimal("0.000001"), "pcs")
        order = add(tx, "order", part=part(tx, code).id, number="O-1", site="s", amount=amount)
        assert reread(tx, order).system == order.system
        assert reread(tx, order).values["amount"] == amount
