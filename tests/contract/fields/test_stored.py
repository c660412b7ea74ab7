"""What every field type promises on both databases: kept, sent, filtered and sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from dougong.platform.fields import field_types
from dougong.platform.problems import Invalid
from dougong.platform.storage import (
    Actor,
    Cause,
    Record,
    Rights,
    Storage,
    System,
    Transaction,
    fields_to_wire,
    from_wire,
    new_id,
    to_wire,
)
from dougong.platform.storage import query as records
from dougong.platform.storage.ddl import apply, plan
from dougong.platform.storage.platform_tables import AppUser, table_of
from tests.contract.fields.cases import CASES, ID_1, ID_2
from tests.contract.fields.forms import body_of, library_with

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EVERYONE = Actor("tester", "tester", rights=Rights(everything=True))


def all_types() -> list[dict[str, Any]]:
    return [{**body_of(type_), "id": f"a_{type_}"} for type_ in sorted(field_types())]


def system(id: str | None = None) -> System:
    return System(id or new_id(), "active", 1, NOW, NOW)


@pytest.fixture
def tx(storage: Storage) -> Iterator[Transaction]:
    """A transaction on tables of a form that has a field of each type."""
    library = library_with(all_types())
    with storage.write(EVERYONE, Cause("person", "tester")) as begun:
        apply(begun.connection, library, plan(begun.connection, library))
        opened = Transaction(begun.connection, NOW, EVERYONE, begun.cause, library)
        users = table_of(AppUser)
        for id, login, name in ((ID_1, "one", "One"), (ID_2, "two", "Two")):
            opened.connection.execute(
                insert(users).values(id=id, login=login, name=name, language="zh",
                                     theme="auto", active=True)
            )  # fmt: skip
        for id, code in ((ID_1, "A"), (ID_2, "B")):
            records.insert(opened, Record("target", system(id), {"code": code}))
        yield opened


def stored_value(value: Any) -> Any:
    rows = isinstance(value, list)
    return [{"id": new_id(), **row} for row in value] if rows else value


def test_every_value_is_read_back_as_it_was_written(tx: Transaction) -> None:
    for type_, case in CASES.items():
        for _, value in case.good:
            kept = stored_value(value)
            record = Record("every", system(), {f"a_{type_}": kept})
            records.insert(tx, record)
            found = records.get(tx, "every", record.id)
            assert found is not None and found.values[f"a_{type_}"] == kept, type_
            others = {k: v for k, v in found.values.items() if k != f"a_{type_}"}
            assert all(v in (None, []) for v in others.values())


def test_the_wire_image_is_read_again(tx: Transaction) -> None:
    values = {f"a_{type_}": stored_value(case.good[-1][1]) for type_, case in CASES.items()}
    record = Record("every", system(), values)
    image = json.loads(json.dumps(to_wire(tx.library, record), allow_nan=False))
    form = tx.library.form("every")
    assert from_wire(form, image) == values
    assert fields_to_wire(form, values) == {key: image[key] for key in form.fields}


def test_filter_and_empty(tx: Transaction) -> None:
    for type_, case in CASES.items():
        name = f"a_{type_}"
        ids = []
        for _, value in case.good[:2]:
            record = Record("every", system(), {name: stored_value(value)})
            records.insert(tx, record)
            ids.append(record.id)
        chosen = f"id in ['{ids[0]}', '{ids[1]}'] and "
        for source in case.filters:
            built = chosen + "(" + re.sub(r"\bit\b", name, source) + ")"
            assert found(tx, built) == [ids[0]], source
        if type_ != "lines":
            assert found(tx, chosen + f"{name} == empty") == []
            assert len(found(tx, chosen + f"{name} != empty")) == 2
        for id in ids:
            records.remove(tx, records.get(tx, "every", id))  # type: ignore[arg-type]


def test_sorted_upwards_and_downwards_empty_last(tx: Transaction) -> None:
    for type_, case in CASES.items():
        if not case.sorts:
            with pytest.raises(Invalid):
                records.page(tx, records.Query("every", sort=(f"a_{type_}",)))
            continue
        ids = []
        for value in (None, case.good[1][1], case.good[0][1]):
            record = Record("every", system(), {f"a_{type_}": value})
            records.insert(tx, record)
            ids.append(record.id)
        upwards = [ids[2], ids[1], ids[0]]
        assert walk(tx, f"a_{type_}") == upwards, type_
        assert walk(tx, f"-a_{type_}") == [upwards[1], upwards[0], upwards[2]], type_
        for id in ids:
            records.remove(tx, records.get(tx, "every", id))  # type: ignore[arg-type]


def found(tx: Transaction, source: str) -> list[str]:
    return [one.id for one in records.page(tx, records.Query("every", filter=source)).records]


def walk(tx: Transaction, sort: str) -> list[str]:
    """Ids in their order, one page a record: cursors must carry every kind of value."""
    ids: list[str] = []
    cursor = None
    while len(ids) < 10:
        page = records.page(tx, records.Query("every", sort=(sort,), limit=1, cursor=cursor))
        ids += [one.id for one in page.records]
        cursor = page.next_cursor
        if cursor is None:
            return ids
    return ids
