"""Form tables: planned, applied, and never taken away."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import inspect

from dougong.platform.definitions import Library
from dougong.platform.problems import Conflict
from dougong.platform.storage import Storage, Transaction
from dougong.platform.storage.ddl import apply, plan
from dougong.platform.storage.query import any_record
from dougong.platform.storage.tables import index_name
from tests.services.records import add
from tests.services.workshop import bodies, definition, field, library
from tests.unit.platform.conftest import BY_HAND, OWNER


def bring(tx: Transaction, wanted: Library) -> list[str]:
    operations = plan(tx.connection, wanted)
    apply(tx.connection, wanted, operations)
    assert plan(tx.connection, wanted) == []  # applied, there is nothing left to do
    return [f"{one.what} {one.name}" for one in operations]


def on(tx: Transaction, wanted: Library) -> Transaction:
    return Transaction(tx.connection, tx.now, tx.actor, tx.cause, wanted)


def columns(tx: Transaction, table: str) -> set[str]:
    return {one["name"] for one in inspect(tx.connection).get_columns(table)}


def changed(*changes: tuple[str, Any]) -> Library:
    made = bodies()
    for ref, change in changes:
        change(made[ref])
    return library(made.values())


def test_circular_forms_their_rows_and_their_links(still: Storage) -> None:
    with still.write(OWNER, BY_HAND) as tx:
        done = bring(tx, library())
        assert {"table f_part", "table f_order", "table f_order__lines", "table f_answer"} < set(
            done
        )
        keys = {
            (key["constrained_columns"][0], key["referred_table"])
            for table in ("f_order", "f_answer", "f_order__lines", "f_part")
            for key in inspect(tx.connection).get_foreign_keys(table)
        }
        assert keys == {
            ("part", "f_part"), ("answer", "f_answer"), ("about", "f_order"),
            ("parent", "f_order"), ("spare", "f_part"), ("keeper", "app_user"),
        }  # fmt: skip
        assert {"total", "total_currency", "amount_unit"} < columns(tx, "f_order")


def test_new_fields_and_links_on_tables_in_use(still: Storage) -> None:
    def grow(body: dict[str, Any]) -> None:
        body["fields"] += [
            field("weight", "quantity", unit="'kg'"),
            field("maker", "link", to="form:maker"),
            field("remarks", "lines", fields=[field("text", "text"),
                                              field("by", "link", to="form:maker")]),
        ]  # fmt: skip

    with still.write(OWNER, BY_HAND) as tx:
        bring(tx, library())
        old = add(on(tx, library()), "part", code="A", name="a", unit="pcs")
    with still.write(OWNER, BY_HAND) as tx:
        made = bodies()
        grow(made["form:part"])
        made["form:maker"] = definition("form", "maker", fields=[field("name", "text")])
        wanted = library(made.values())
        assert set(bring(tx, wanted)) == {
            "table f_maker", "table f_part__remarks", "column weight", "column weight_unit",
            "column maker", "column by", "column parent",
            "index ix__f_part__maker", "index ix__f_part__remarks__by",
            "index ix__f_part__remarks__parent", "index ix__f_maker__created_at",
            "index ix__f_maker__state", "index uq__f_maker__number",
        }  # fmt: skip
        now = on(tx, wanted)
        found = any_record(now, "part", old.id)
        assert found is not None
        assert (found.values["code"], found.values["maker"], found.values["remarks"]) == (
            "A", None, [],
        )  # fmt: skip
        maker = add(now, "maker", name="m")
        add(now, "part", code="B", name="b", unit="pcs", maker=maker.id,
            remarks=[{"id": "r", "text": "t", "by": maker.id}])  # fmt: skip


def test_nothing_that_holds_data_is_dropped(still: Storage) -> None:
    with still.write(OWNER, BY_HAND) as tx:
        bring(tx, library())
        made = bodies()
        for ref in ("form:answer", "rule:order_answers", "flow:handle_order"):
            del made[ref]
        made["form:order"]["fields"] = [f for f in made["form:order"]["fields"] if f["id"] == "due"]
        assert bring(tx, library(made.values())) == []
        assert {"note", "part"} < columns(tx, "f_order")
        assert columns(tx, "f_answer")


def test_a_unique_index_goes_when_it_is_no_longer_asked_for(still: Storage) -> None:
    def free(body: dict[str, Any]) -> None:
        body["unique"] = []

    with still.write(OWNER, BY_HAND) as tx:
        bring(tx, library())
        wanted = changed(("form:answer", free))
        name = index_name("uq", "answer", "about", "text")
        assert bring(tx, wanted) == [f"no_index {name}"]
        now = on(tx, wanted)
        part = add(now, "part", code="A", name="a", unit="pcs")
        order = add(now, "order", part=part.id)
        for _ in range(2):
            add(now, "answer", about=order.id, text="same")
    with pytest.raises(Conflict) as refused, still.write(OWNER, BY_HAND) as tx:
        bring(tx, library())
    assert "about, text" in str(refused.value)


def test_a_unique_index_on_equal_records_says_what_is_wrong(still: Storage) -> None:
    def unique(body: dict[str, Any]) -> None:
        body["unique"] = [["name", "unit"]]

    with still.write(OWNER, BY_HAND) as tx:
        bring(tx, library())
        for code in ("A", "B"):
            add(on(tx, library()), "part", code=code, name="same", unit="pcs")
    with pytest.raises(Conflict) as refused, still.write(OWNER, BY_HAND) as tx:
        bring(tx, changed(("form:part", unique)))
    assert "name, unit" in str(refused.value)
    with still.write(OWNER, BY_HAND) as tx:
        assert bring(tx, library()) == []


def test_names_of_indexes_are_cut_but_stay_apart() -> None:
    one, other = (index_name("uq", "f" * 40, "g" * 39 + n) for n in "12")
    assert len(one) == len(other) == 63 and one != other
    assert index_name("ix", "order.lines", "part") == "ix__f_order__lines__part"
