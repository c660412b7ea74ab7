"""Keyset cursors: where the last page ended."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from dougong.platform.expressions.sql import bound
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.texts import N_, Message


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


def decode(text: str, count: int) -> list[Any]:
    """The values again; raises Invalid for what this program did not write."""
    try:
        padded = text + "=" * (-len(text) % 4)
        found = json.loads(base64.urlsafe_b64decode(padded))
        if not isinstance(found, list) or len(found) != count:
            raise ValueError
        return [_value(one) for one in found]
    except (ValueError, TypeError, InvalidOperation, RecursionError):
        problem = FieldProblem(
            "cursor", "invalid", Message(N_("This page mark is not valid: start again"))
        )
        raise Invalid(Message(N_("The query cannot be read")), [problem]) from None


def _value(one: Any) -> Any:
    if one is None or isinstance(one, str | bool):
        return one
    kind, text = one
    if kind == "t":
        return datetime.fromisoformat(text).astimezone(UTC)
    if kind == "d":
        return date.fromisoformat(text)
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError
    return number


def after(keys: list[tuple[ColumnElement[Any], bool]], values: list[Any]) -> ColumnElement[bool]:
    """Rows behind `values` in the order of `keys` (column, descending); empty values come last."""
    ways: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for (column, descending), value in zip(keys, values, strict=True):
        if value is None:
            beyond: ColumnElement[bool] = false()
        else:
            mark = bound(value)
            beyond = or_(column < mark if descending else column > mark, column.is_(None))
        ways.append(and_(*equal, beyond))
        equal.append(column.is_not_distinct_from(bound(value)))
    return or_(*ways)
