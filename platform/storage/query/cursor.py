"""Keyset cursors: where the last page ended."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, false, literal, or_, tuple_

from dougong.platform.expressions.sql import bound
from dougong.platform.fields import storable
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.texts import N_, Message


@dataclass(frozen=True)
class Key:
    """One sort key: what is sorted by, downwards or not, and the kind of its values."""

    column: ColumnElement[Any]
    descending: bool
    kind: str

    @property
    def sure(self) -> bool:
        """Whether it is never empty: then nothing need be said of empty values, and the order can be
        read off an index."""
        return getattr(self.column, "nullable", True) is False

    def order(self) -> list[ColumnElement[Any]]:
        """The ORDER BY of this key; empty values come last."""
        ordered = self.column.desc() if self.descending else self.column.asc()
        return [ordered] if self.sure else [self.column.is_(None), ordered]


_LIMIT = Decimal(10) ** 13
_NUMBERS = ("integer", "decimal", "quantity", "money", "files")
_MARKS = {"datetime": "t", "date": "d", **dict.fromkeys(_NUMBERS, "n")}


def encode(values: list[Any]) -> str:
    """Values of the sort keys of the last row as an opaque text."""
    plain = [_plain(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Decimal):
        return ["n", str(value)]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return ["n", str(value)]


def decode(text: str, keys: Sequence[Key]) -> list[Any]:
    """The values again; raises Invalid for what this program did not write."""
    try:
        padded = text + "=" * (-len(text) % 4)
        found = json.loads(base64.urlsafe_b64decode(padded))
        if not isinstance(found, list):
            raise ValueError
        return [_value(one, key.kind) for one, key in zip(found, keys, strict=True)]
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        problem = FieldProblem(
            "cursor", "invalid", Message(N_("This page mark is not valid: start again"))
        )
        raise Invalid(Message(N_("The query cannot be read")), [problem]) from None


def _value(one: Any, kind: str) -> Any:
    if one is None:
        return None
    if kind == "boolean" or kind not in _MARKS:
        wanted = bool if kind == "boolean" else str
        if not isinstance(one, wanted) or (isinstance(one, str) and not storable(one)):
            raise ValueError
        return one
    mark, text = one
    if mark != _MARKS[kind]:
        raise ValueError
    if kind == "datetime":
        return datetime.fromisoformat(text).astimezone(UTC)
    return date.fromisoformat(text) if kind == "date" else _number(text)


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number) >= _LIMIT:
        raise ValueError
    return number


def after(keys: Sequence[Key], values: list[Any]) -> ColumnElement[bool]:
    """Rows behind `values` in the order of `keys`; empty values come last."""
    if all(key.sure for key in keys) and len({key.descending for key in keys}) == 1:
        return _behind(keys, values)
    ways: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for key, value in zip(keys, values, strict=True):
        column = key.column
        if value is None:
            beyond: ColumnElement[bool] = false()
        else:
            mark = _bound(value)
            beyond = or_(column < mark if key.descending else column > mark, column.is_(None))
        ways.append(and_(*equal, beyond))
        equal.append(column.is_not_distinct_from(_bound(value)))
    return or_(*ways)


def _behind(keys: Sequence[Key], values: list[Any]) -> ColumnElement[bool]:
    """As one comparison of rows: the database goes straight to the place in its index."""
    if None in values:
        return false()
    columns = tuple_(*(key.column for key in keys))
    marks = tuple_(*(_bound(value) for value in values))
    return columns < marks if keys[0].descending else columns > marks


def _bound(value: Any) -> Any:
    # Yes and no as parameters: SQLAlchemy orders nothing by the constants true and false.
    return literal(value, Boolean()) if isinstance(value, bool) else bound(value)
