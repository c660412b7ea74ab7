"""The `dg_…` functions on SQLite, where decimals are integers scaled by 10^6."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions.dates import date_of
from dougong.platform.expressions.functions.texts import lower, upper
from dougong.platform.expressions.sql.decimal_type import SCALE
from dougong.platform.expressions.sql.utc_datetime import read_instant

_LIMIT = SCALE * 10**12


def _fit(value: int) -> int | None:
    return value if -_LIMIT < value < _LIMIT else None


def _half_even(numerator: int, denominator: int) -> int:
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole, rest = divmod(numerator, denominator)
    twice = 2 * rest
    return whole + (1 if twice > denominator or (twice == denominator and whole % 2) else 0)


def _div(a: int, b: int) -> int | None:
    return None if b == 0 else _fit(_half_even(a * SCALE, b))


def _mod(a: int, b: int) -> int | None:
    if b == 0:
        return None
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def _round(value: int, places: int = 0) -> int | None:
    if places % SCALE or not 0 <= places // SCALE <= 6:
        return None
    step = 10 ** (6 - places // SCALE)
    return _fit(_half_even(value, step) * step)


def _add_days(start: str, days: int) -> str | None:
    whole = abs(days) // SCALE * (1 if days >= 0 else -1)
    try:
        return (date.fromisoformat(start) + timedelta(days=whole)).isoformat()
    except OverflowError:
        return None


def _days_between(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days * SCALE


def _date_of(instant: str, timezone: str) -> str:
    return date_of(Evaluation(read_instant(instant), timezone), read_instant(instant)).isoformat()


def _hours_between(start: str, end: str) -> int | None:
    microseconds = (read_instant(end) - read_instant(start)) // timedelta(microseconds=1)
    return _div(microseconds, 3_600 * SCALE)


class _Sum:
    """Sum of scaled decimals without overflow on the way; no values, no sum."""

    def __init__(self) -> None:
        self.total: int | None = None

    def step(self, value: int | None) -> None:
        if value is not None:
            self.total = (self.total or 0) + value

    def finalize(self) -> int | None:
        return None if self.total is None else _fit(self.total)


_FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "dg_length": (1, lambda a: len(a) * SCALE),
    "dg_lower": (1, lower),
    "dg_upper": (1, upper),
    "dg_fit": (1, _fit),
    "dg_add": (2, lambda a, b: _fit(a + b)),
    "dg_sub": (2, lambda a, b: _fit(a - b)),
    "dg_mul": (2, lambda a, b: _fit(_half_even(a * b, SCALE))),
    "dg_div": (2, _div),
    "dg_mod": (2, _mod),
    "dg_round": (-1, _round),
    "dg_floor": (1, lambda a: _fit(a // SCALE * SCALE)),
    "dg_ceil": (1, lambda a: _fit(-(-a // SCALE) * SCALE)),
    "dg_least": (2, min),
    "dg_greatest": (2, max),
    "dg_contains": (2, lambda a, b: b in a),
    "dg_join": (2, lambda a, b: a + b if len(a) + len(b) <= 4000 else None),
    "dg_add_days": (2, _add_days),
    "dg_days_between": (2, _days_between),
    "dg_year": (1, lambda d: int(d[:4]) * SCALE),
    "dg_month": (1, lambda d: int(d[5:7]) * SCALE),
    "dg_day": (1, lambda d: int(d[8:10]) * SCALE),
    "dg_date_of": (2, _date_of),
    "dg_hours_between": (2, _hours_between),
}


def _strict(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*values: Any) -> Any:
        return None if any(value is None for value in values) else function(*values)

    return call


def register_sqlite_functions(connection: Any) -> None:
    """Give a new DBAPI connection of SQLite the functions the language needs."""
    connection.create_aggregate("dg_sum", 1, _Sum)
    for name, (count, function) in _FUNCTIONS.items():
        connection.create_function(name, count, _strict(function), deterministic=True)
