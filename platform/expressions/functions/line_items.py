"""Functions over line items; the second value is worked out for each row.

Over no rows, or rows whose values are all empty, everything but `count`, `any` and `all` is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce

from dougong.platform.expressions import decimals, semantics, truth
from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.money import Money
from dougong.platform.expressions.quantity import Quantity
from dougong.platform.expressions.value_type import BOOLEAN, DECIMAL, INTEGER, Type

Values = Sequence[object]


def _present(values: Values) -> list[object]:
    return [value for value in values if value is not None]


def total(values: Values) -> object:
    """Sum of the values that are not empty; empty when their units differ.

    Added up exactly and fitted once, as SQL does: what is too large on the way does not count.
    """
    present = _present(values)
    if not present:
        return None
    first = present[0]
    if isinstance(first, Quantity):
        same = all(isinstance(one, Quantity) and one.unit == first.unit for one in present)
        number = _fitted(one.value for one in present if isinstance(one, Quantity))
        return Quantity(number, first.unit) if same and number is not None else None
    if isinstance(first, Money):
        same = all(isinstance(one, Money) and one.currency == first.currency for one in present)
        number = _fitted(one.amount for one in present if isinstance(one, Money))
        return Money(number, first.currency) if same and number is not None else None
    return _fitted(one for one in present if isinstance(one, Decimal))


def _fitted(numbers: Iterable[Decimal]) -> Decimal | None:
    return decimals.fit(sum(numbers, decimals.ZERO))


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


def first(values: Values) -> object:
    """The value of the first row that has one."""
    return next(iter(_present(values)), None)


def some(values: Values) -> object:
    """Kleene's or over all rows; false over none."""
    known: object = False
    return reduce(truth.either, values, known)


def every(values: Values) -> object:
    """Kleene's and over all rows; true over none."""
    known: object = True
    return reduce(truth.both, values, known)


def _same(types: Sequence[Type]) -> Type:
    return types[1].maybe()


def _mean_type(types: Sequence[Type]) -> Type:
    return DECIMAL if types[1].kind == "integer" else types[1].maybe()


def _truth(types: Sequence[Type]) -> Type:
    """Known for certain where every row is."""
    return BOOLEAN if types[1].optional else BOOLEAN.sure()


_NUMBERS = "number|quantity|money"

FUNCTIONS = (
    Function("sum", ("lines", _NUMBERS), _same, total, None,
             {"zh": "各行之和", "en": "Sum over the rows"}, rows=True, sql_built=True),
    Function("avg", ("lines", _NUMBERS), _mean_type, mean, None,
             {"zh": "各行平均值", "en": "Mean over the rows"}, rows=True, sql_built=True),
    Function("lowest", ("lines", f"{_NUMBERS}|date|datetime"), _same, lambda v: _extreme(v, True), None,
             {"zh": "各行最小值", "en": "Lowest over the rows"}, rows=True, sql_built=True),
    Function("highest", ("lines", f"{_NUMBERS}|date|datetime"), _same, lambda v: _extreme(v, False), None,
             {"zh": "各行最大值", "en": "Highest over the rows"}, rows=True, sql_built=True),
    Function("count", ("lines|files", "boolean"), lambda _: INTEGER.sure(),
             lambda v: sum(1 for one in v if one is True), None,
             {"zh": "满足条件的行数(不写条件则为总行数)；文件的个数",
              "en": "Rows for which the condition holds, or all rows; how many files"},
             rows=True, sql_built=True, optional=1),
    Function("first", ("lines", "any"), _same, first, None,
             {"zh": "第一个非空的值", "en": "The first value that is not empty"}, rows=True),
    Function("any", ("lines", "boolean"), _truth, some, None,
             {"zh": "至少一行满足", "en": "At least one row fits"}, rows=True, sql_built=True),
    Function("all", ("lines", "boolean"), _truth, every, None,
             {"zh": "每一行都满足", "en": "Every row fits"}, rows=True, sql_built=True),
)  # fmt: skip
