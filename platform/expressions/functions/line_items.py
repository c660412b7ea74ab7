"""Functions over line items; the second value is worked out for each row.

Over no rows, or rows whose values are all empty, everything but `count`, `any` and `all` is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from dougong.platform.expressions import semantics
from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.value_type import BOOLEAN, DECIMAL, INTEGER, Type

Values = Sequence[object]


def _present(values: Values) -> list[object]:
    return [value for value in values if value is not None]


def total(values: Values) -> object:
    """Sum of the values that are not empty; empty when their units differ."""
    present = _present(values)
    return reduce(semantics.add, present) if present else None


def mean(values: Values) -> object:
    """Mean of the values that are not empty."""
    present = _present(values)
    return semantics.divide(total(present), len(present)) if present else None


def _extreme(values: Values, smaller: bool) -> object:
    present = _present(values)
    if not present:
        return None
    best = present[0]
    for value in present[1:]:
        order = semantics.less(value, best) if smaller else semantics.less(best, value)
        if order is None:
            return None
        best = value if order else best
    return best


def some(values: Values) -> object:
    """Kleene's or over all rows; false over none."""
    return reduce(semantics.either, values, False)  # type: ignore[arg-type]


def every(values: Values) -> object:
    """Kleene's and over all rows; true over none."""
    return reduce(semantics.both, values, True)  # type: ignore[arg-type]


def _same(types: Sequence[Type]) -> Type:
    return DECIMAL if types[1].kind == "integer" else types[1].maybe()


_NUMBERS = "number|quantity|money"

FUNCTIONS = (
    Function("sum", ("lines", _NUMBERS), _same, total, None,
             {"zh": "各行之和", "en": "Sum over the rows"}, rows=True),
    Function("avg", ("lines", "number"), lambda _: DECIMAL, mean, None,
             {"zh": "各行平均值", "en": "Mean over the rows"}, rows=True),
    Function("lowest", ("lines", "number|date"), _same, lambda v: _extreme(v, True), None,
             {"zh": "各行最小值", "en": "Lowest over the rows"}, rows=True),
    Function("highest", ("lines", "number|date"), _same, lambda v: _extreme(v, False), None,
             {"zh": "各行最大值", "en": "Highest over the rows"}, rows=True),
    Function("count", ("lines", "boolean"), lambda _: INTEGER.sure(),
             lambda v: sum(1 for one in v if one is True), None,
             {"zh": "满足条件的行数(不写条件则为总行数)", "en": "Rows for which the condition holds, or all rows"},
             rows=True, optional=1),
    Function("any", ("lines", "boolean"), lambda _: BOOLEAN, some, None,
             {"zh": "至少一行满足", "en": "At least one row fits"}, rows=True),
    Function("all", ("lines", "boolean"), lambda _: BOOLEAN, every, None,
             {"zh": "每一行都满足", "en": "Every row fits"}, rows=True),
)  # fmt: skip
