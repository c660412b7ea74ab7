"""The small world as tables: stored as rows, asked in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    FromClause,
    MetaData,
    String,
    Table,
    insert,
    select,
)

from dougong.platform.expressions.sql import DecimalType, MoneyPair, Pair, SqlValue, UtcDateTime
from tests.property.expressions.world import FORMS, World

METADATA = MetaData()

_SQL: dict[str, Any] = {
    "text": String,
    "choice": String,
    "link": String,
    "integer": BigInteger,
    "decimal": DecimalType,
    "boolean": Boolean,
    "date": Date,
    "datetime": UtcDateTime,
}


def _columns(form: str) -> list[Column[Any]]:
    found: list[Column[Any]] = []
    for name, type_ in FORMS[form].items():
        if type_.kind in ("quantity", "money"):
            found += [Column(name, DecimalType), Column(f"{name}_unit", String)]
        elif type_.kind != "lines":
            found.append(Column(name, _SQL[type_.kind], primary_key=name == "id"))
    return found


TABLES = {
    "order": Table("orders", METADATA, *_columns("order")),
    "order.lines": Table(
        "order_lines", METADATA, Column("parent", String), *_columns("order.lines")
    ),
    "customer": Table("customers", METADATA, *_columns("customer")),
}


def store(world: World, connection: Connection) -> None:
    """Make the tables anew and put the world into them."""
    METADATA.drop_all(connection)
    METADATA.create_all(connection)
    lines = [{**line, "parent": order["id"]} for order in world.orders for line in order["lines"]]
    for form, rows in (
        ("customer", list(world.customers.values())),
        ("order", world.orders),
        ("order.lines", lines),
    ):
        connection.execute(insert(TABLES[form]), [_row(form, row) for row in rows])


def _row(form: str, values: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {"parent": values["parent"]} if "parent" in values else {}
    for name, type_ in FORMS[form].items():
        value = values[name]
        if type_.kind == "quantity":
            row |= {name: value and value.value, f"{name}_unit": value and value.unit}
        elif type_.kind == "money":
            row |= {name: value and value.amount, f"{name}_unit": value and value.currency}
        elif type_.kind == "link":
            row[name] = value and value["id"]
        elif type_.kind != "lines":
            row[name] = value
    return row


@dataclass(frozen=True)
class RowsInSql:
    record: InSql
    where: ColumnElement[bool]
    table: FromClause


@dataclass(frozen=True)
class InSql:
    """A record as the SQL builder sees it; a linked one when `id` is given."""

    form: str
    table: FromClause
    id: ColumnElement[Any] | None = None

    def _column(self, name: str) -> ColumnElement[Any]:
        if self.id is None:
            return self.table.c[name]
        statement = select(self.table.c[name]).where(self.table.c.id == self.id)
        return statement.correlate_except(self.table).scalar_subquery()

    def field(self, name: str) -> SqlValue:
        kind = FORMS[self.form][name].kind
        if kind in ("quantity", "money"):
            made = Pair if kind == "quantity" else MoneyPair
            return made(self._column(name), self._column(f"{name}_unit"))
        return self._column(name)

    def link(self, name: str) -> InSql:
        form = str(FORMS[self.form][name].form)
        return InSql(form, TABLES[form].alias(), self._column(name))

    def rows(self, name: str) -> RowsInSql:
        table = TABLES[f"{self.form}.{name}"].alias()
        holder = self._column("id") if self.id is None else self.id
        return RowsInSql(InSql(f"{self.form}.{name}", table), table.c.parent == holder, table)
