"""What the SQL builder asks of those who know the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement


@dataclass(frozen=True)
class Pair:
    """A quantity or money in SQL: its number and its unit or currency."""

    number: ColumnElement[Any]
    unit: ColumnElement[Any]


class MoneyPair(Pair):
    """Money in SQL; told apart from a quantity where the two are multiplied."""


SqlValue = ColumnElement[Any] | Pair


class SqlRecord(Protocol):
    """One record (or row) as SQL sees it."""

    def field(self, name: str) -> SqlValue:
        """A field's value; a link's is the id. System columns included."""

    def link(self, name: str) -> SqlRecord:
        """The record a link points at; fields of it are NULL where the link is empty."""

    def rows(self, name: str) -> SqlRows:
        """The rows of a line-item field."""


class SqlRows(Protocol):
    """The rows of one record, to be put into a correlated subquery."""

    @property
    def record(self) -> SqlRecord: ...

    @property
    def where(self) -> ColumnElement[bool]: ...

    @property
    def table(self) -> Any: ...
