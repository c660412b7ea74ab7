"""Pages of records: filtered, searched, sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, func, select

from dougong.platform.expressions import Type, check
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage.query.asker import Asker
from dougong.platform.storage.query.conditions import allowed, condition, number_of, value
from dougong.platform.storage.query.cursor import Key, after, decode, encode
from dougong.platform.storage.query.mapping import to_records
from dougong.platform.storage.query.names import name_sql, readable
from dougong.platform.storage.query.sql_record import AtHand, Linked
from dougong.platform.storage.query.statements import all_of
from dougong.platform.storage.record import Record
from dougong.platform.storage.search import searched
from dougong.platform.storage.tables import tables_of
from dougong.platform.storage.transaction import Transaction
from dougong.platform.texts import N_, Message

MAX_LIMIT = 500


@dataclass(frozen=True)
class Query:
    """What a list asks for: `filter` an expression, `sort` keys such as `-created_at`,
    `search` words, `limit` rows (500 at most), `cursor` from the page before; `asker` what the
    conditions may name besides the record, `asks` expressions the database works out for each."""

    form: str
    filter: str | None = None
    sort: tuple[str, ...] = ()
    search: str | None = None
    limit: int = 50
    cursor: str | None = None
    also: tuple[str, ...] = ()
    voided: bool = True
    asker: Asker | None = None
    asks: tuple[str, ...] = ()

    def asked_by(self, names: Mapping[str, Type], values: Mapping[str, Any]) -> Query:
        """The same, its conditions about what somebody else holds too."""
        return replace(self, asker=Asker(names, values))


@dataclass(frozen=True)
class Page:
    """`next_cursor` is None on the last page; `answers` to what the query asks, record by record."""

    records: list[Record]
    next_cursor: str | None
    answers: tuple[tuple[Any, ...], ...] = ()


def page(tx: Transaction, query: Query) -> Page:
    """One page of the records the actor may see; raises Invalid naming the part that is wrong."""
    if not 1 <= query.limit <= MAX_LIMIT:
        words = Message(N_("Between 1 and {limit}"), {"limit": MAX_LIMIT})
        raise Invalid(
            Message(N_("The query cannot be read")), [FieldProblem("limit", "range", words)]
        )
    table = tables_of(tx.library).table(query.form)
    record = AtHand(tx.library, query.form, table)
    form = tx.library.form(query.form)
    keys = [*_sort_keys(tx, query, record), Key(table.c.id, _newest_first(query), "text")]
    marks = [key.column.label(f"_key{n}") for n, key in enumerate(keys)]
    asks = _asked(tx, query, record)
    statement = _where(tx, query, record, all_of(tx, query.form).add_columns(*marks, *asks))
    if query.cursor is not None:
        statement = statement.where(after(keys, decode(query.cursor, keys)))
    statement = statement.order_by(*(term for key in keys for term in key.order()))
    rows = tx.connection.execute(statement.limit(query.limit + 1)).mappings().all()
    shown = rows[: query.limit]
    more = len(rows) > query.limit
    cursor = encode([shown[-1][f"_key{n}"] for n in range(len(keys))]) if more else None
    answers = tuple(tuple(row[one.name] for one in asks) for row in shown)
    return Page(to_records(tx, form, shown), cursor, answers)


def count(tx: Transaction, query: Query, at_most: int | None = None) -> int:
    """How many records the query finds; `at_most` stops counting there."""
    table = tables_of(tx.library).table(query.form)
    record = AtHand(tx.library, query.form, table)
    found = _where(tx, query, record, select(table.c.id)).limit(at_most).subquery()
    return int(tx.connection.execute(select(func.count()).select_from(found)).scalar() or 0)


def _asked(tx: Transaction, query: Query, record: AtHand) -> list[Label[Any]]:
    built = (
        value(tx, query.form, record, source, tx.actor.rights, "asks") for source in query.asks
    )
    return [number_of(one).label(f"_ask{n}") for n, one in enumerate(built)]


def _newest_first(query: Query) -> bool:
    return not query.sort or query.sort[-1].startswith("-")


def _where(tx: Transaction, query: Query, record: AtHand, statement: Select[Any]) -> Select[Any]:
    rights = tx.actor.rights
    statement = statement.where(allowed(tx, query.form, record, rights.of(query.form)))
    for source in (query.filter, *query.also):
        if source:
            statement = statement.where(
                condition(tx, query.form, record, source, rights, query.asker)
            )
    if not query.voided:
        statement = statement.where(record.table.c.voided_at.is_(None))
    if query.search and query.search.strip():
        statement = statement.where(record.table.c.id.in_(_searched(tx, query)))
    return statement


def _searched(tx: Transaction, query: Query) -> Select[Any]:
    return searched(query.form, query.search or "", tx.actor.rights.of(query.form).hidden)


def _sort_keys(tx: Transaction, query: Query, record: AtHand) -> list[Key]:
    keys: list[Key] = []
    scope = tx.library.scope(query.form)
    for key in query.sort or ("-created_at",):
        path = key.removeprefix("-")
        built = value(tx, query.form, record, path, tx.actor.rights, "sort")
        kind = check(path, scope).type.kind
        if kind == "readings":
            raise _no_order(path)
        found = tx.library.schema.fields(query.form).get(path)
        if found is not None and found.kind == "link" and found.form:
            built = _named(tx, found.form, record.link(path))
        keys.append(Key(number_of(built), key.startswith("-"), kind))
    return keys


def _no_order(path: str) -> Invalid:
    words = N_("“{field}” has no order: it cannot be unique, indexed or sorted by")
    told = FieldProblem("sort", "no_order", Message(words, {"field": path}))
    return Invalid(Message(N_("The query cannot be read")), [told])


def _named(tx: Transaction, form: str, record: Linked) -> ColumnElement[Any]:
    """Links are sorted by their names; where those may not be seen, by what shows nothing."""
    return name_sql(tx, form, record) if readable(tx, form) else record.id
