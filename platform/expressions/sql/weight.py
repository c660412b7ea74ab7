"""How large a piece of SQL becomes: shared parts are written out wherever they are used."""

from __future__ import annotations

from sqlalchemy import FromClause
from sqlalchemy.sql.visitors import ExternallyTraversible

from dougong.platform.expressions.sql.records import Pair, SqlValue

MAX_WEIGHT = 20_000
MAX_DEPTH = 90


def too_heavy(value: SqlValue) -> bool:
    """Whether the databases would choke on `value`, or write pages of SQL."""
    parts = (value.number, value.unit) if isinstance(value, Pair) else (value,)
    seen: dict[int, tuple[int, int]] = {}
    measured = [_measure(part, seen) for part in parts]
    return any(weight > MAX_WEIGHT or depth > MAX_DEPTH for weight, depth in measured)


def _measure(element: ExternallyTraversible, seen: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Weight and depth."""
    known = seen.get(id(element))
    if known is not None:
        return known
    weight, depth = 1, 0
    if not isinstance(element, FromClause):
        for child in element.get_children():
            more, deeper = _measure(child, seen)
            weight, depth = weight + more, max(depth, deeper)
    seen[id(element)] = weight, depth + 1
    return seen[id(element)]
