"""Records and rows as the SQL builder of expressions sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, select

from dougong.platform.definitions import Library
from dougong.platform.expressions.sql import MoneyPair, Pair, SqlValue
from dougong.platform.storage.tables import tables_of


@dataclass(frozen=True)
class Rows:
    """The rows of one record."""

    record: AtHand
    where: ColumnElement[bool]
    table: FromClause


@dataclass(frozen=True)
class AtHand:
    """The record (or row) a query runs over."""

    library: Library
    form: str
    table: FromClause

    def field(self, name: str) -> SqlValue:
        """A column, or the two of a quantity or money."""
        return _value(self.library, self.form, name, lambda column: self.table.c[column])

    def link(self, name: str) -> Linked:
        """The record a link points at."""
        id = self.table.c[name]
        return Linked(self.library, _target(self.library, self.form, name), id)

    def rows(self, name: str) -> Rows:
        """Rows of a line-item field."""
        return _rows(self.library, f"{self.form}.{name}", self.table.c.id)


@dataclass(frozen=True)
class Linked:
    """A record reached through a link: each field is a scalar subquery by its id."""

    library: Library
    form: str
    id: ColumnElement[Any]

    def field(self, name: str) -> SqlValue:
        """A field; NULL where the link is empty."""
        if name == "id":
            return self.id
        return _value(self.library, self.form, name, self._column)

    def _column(self, name: str) -> ColumnElement[Any]:
        table = tables_of(self.library).table(self.form).alias()
        found: Select[Any] = select(table.c[name]).where(table.c.id == self.id)
        return found.correlate_except(table).scalar_subquery()

    def link(self, name: str) -> Linked:
        """The record a link of this record points at."""
        return Linked(self.library, _target(self.library, self.form, name), self._column(name))

    def rows(self, name: str) -> Rows:
        """Rows of a line-item field of this record."""
        return _rows(self.library, f"{self.form}.{name}", self.id)


def _rows(library: Library, form: str, holder: ColumnElement[Any]) -> Rows:
    table = tables_of(library).table(form).alias()
    return Rows(AtHand(library, form, table), table.c.parent == holder, table)


def _target(library: Library, form: str, name: str) -> str:
    if name == "parent" and "." in form:
        return form.rsplit(".", 1)[0]
    found = library.schema.fields(form)[name].form
    assert found is not None
    return found


def _value(library: Library, form: str, name: str, column: Any) -> SqlValue:
    kind = library.schema.fields(form)[name].kind if form != "user" else "text"
    if kind == "quantity":
        return Pair(column(name), column(f"{name}_unit"))
    if kind == "money":
        return MoneyPair(column(name), column(f"{name}_currency"))
    if kind == "files":  # in SQL, files are known by their number
        name = f"{name}_count"
    value: ColumnElement[Any] = column(name)
    return value
