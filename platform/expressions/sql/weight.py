"""How large a piece of SQL becomes: shared parts are written out wherever they are used, and
SQLite's parser knows no more than a hundred things at a time.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Case, Exists, ScalarSelect, TableClause
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import AliasedReturnsRows
from sqlalchemy.sql.visitors import ExternallyTraversible

from dougong.platform.expressions.sql.records import Pair, SqlValue

MAX_WEIGHT = 20_000
# Of SQLite's hundred, what the query around an expression needs is left free.
MAX_DEPTH = 75

# What lies on the parser's stack while it reads a part of such a thing, at most.
_IN_SUBQUERY, _IN_CASE, _IN_FIRST_VALUE, _IN_VALUE, _IN_OTHER = 7, 5, 3, 5, 2


def too_heavy(value: SqlValue) -> bool:
    """Whether a database would choke on `value`, or have to read pages of SQL."""
    parts = (value.number, value.unit) if isinstance(value, Pair) else (value,)
    seen: dict[int, tuple[int, int]] = {}
    measured = [measure(part, seen) for part in parts]
    return any(weight > MAX_WEIGHT or depth > MAX_DEPTH for weight, depth in measured)


def measure(element: ExternallyTraversible, seen: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Elements written, and the height of SQLite's parser stack; `seen` keeps what is known."""
    if id(element) not in seen:
        weight, height = 1, 0
        for child, below in _children(element):
            more, higher = measure(child, seen)
            weight, height = weight + more, max(height, below + higher)
        seen[id(element)] = weight, height
    return seen[id(element)]


def _children(element: ExternallyTraversible) -> Iterator[tuple[ExternallyTraversible, int]]:
    """Parts with what lies below them on the stack."""
    if isinstance(element, TableClause | AliasedReturnsRows):
        return
    if isinstance(element, FunctionElement):
        for index, value in enumerate(element.clauses):
            yield value, _IN_VALUE if index else _IN_FIRST_VALUE
    elif isinstance(element, BinaryExpression):
        yield element.left, 1  # it may stand in parentheses
        yield element.right, _IN_OTHER + 1
    else:
        below = _IN_CASE if isinstance(element, Case) else 0
        below = _IN_SUBQUERY if isinstance(element, ScalarSelect | Exists) else below
        for child in element.get_children():
            yield child, below or _below(element)


def _below(element: ExternallyTraversible) -> int:
    lists = type(element).__name__ in ("BooleanClauseList", "ExpressionClauseList")
    single = type(element).__name__ in ("Grouping", "UnaryExpression")
    return _IN_OTHER + 1 if lists else int(single)
