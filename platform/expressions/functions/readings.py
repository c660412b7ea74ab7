"""Functions on readings: what was measured of several pieces.

Open places and pieces that will not be measured count for nothing here, but in `readings_filled`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from functools import reduce
from typing import Any

from dougong.platform.expressions import decimals
from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.readings import (
    NA,
    NG,
    OK,
    Reading,
    Readings,
    closed,
    numbers,
    outside,
)
from dougong.platform.expressions.value_type import DECIMAL, INTEGER, Type

MOST = 500
_EXACT = Context(prec=60)


def read(text: str) -> Readings | None:
    """Readings written with spaces between them, `-` for an open place; empty if they are none."""
    words = text.split()
    try:
        found = closed([_one(word) for word in words])
    except ArithmeticError:
        return None
    return found if len(words) <= MOST else None


def _one(word: str) -> Reading:
    if word == "-":
        return None
    if word in (OK, NG, NA):
        return word
    fitted = decimals.fit(Decimal(word))
    if fitted is None:
        raise ArithmeticError(word)
    return fitted


def count(readings: Readings | None) -> int:
    """Pieces that were measured or marked."""
    return sum(1 for one in readings or () if one not in (None, NA))


def filled(readings: Readings | None) -> int:
    """Places that are not open any more."""
    return sum(1 for one in readings or () if one is not None)


def beyond(
    readings: Readings | None, lower: Decimal | None = None, upper: Decimal | None = None
) -> int:
    """Pieces beyond a limit or marked as not good."""
    return sum(1 for one in readings or () if outside(one, lower, upper))


def mean(readings: Readings) -> Decimal | None:
    """Mean of what was measured."""
    measured = list(numbers(readings))
    return decimals.over(sum(measured, Decimal(0)), len(measured)) if measured else None


def lowest(readings: Readings) -> Decimal | None:
    """The smallest measured value."""
    return min(numbers(readings), default=None)


def highest(readings: Readings) -> Decimal | None:
    """The largest measured value."""
    return max(numbers(readings), default=None)


def deviation(readings: Readings) -> Decimal | None:
    """Standard deviation of the sample (n − 1); of fewer than two there is none."""
    measured = list(numbers(readings))
    n = len(measured)
    if n < 2:
        return None
    total = sum(measured, Decimal(0))
    # n·Σx² − (Σx)² has no rounding in it: the only rounding is that of the root.
    squares = reduce(_EXACT.add, (_EXACT.multiply(one, one) for one in measured))
    spread = _EXACT.subtract(_EXACT.multiply(squares, Decimal(n)), _EXACT.multiply(total, total))
    return decimals.fit(_EXACT.sqrt(_EXACT.divide(spread, Decimal(n * (n - 1)))))


def _gives(result: Type) -> Callable[[Sequence[Type]], Type]:
    return lambda _: result


def _measure(name: str, python: Callable[..., Any], zh: str, en: str, example: object) -> Function:
    source = f"{name}(readings('8.3 9.4 na 7.2'))"
    return Function(name, ("readings",), _gives(DECIMAL.maybe()), python, None,
                    {"zh": zh, "en": en}, ((source, example),))  # fmt: skip


FUNCTIONS = (
    Function("readings", ("text",), _gives(Type("readings").maybe()), read, None,
             {"zh": "由文本得到读数：以空格分隔,「-」为未测,ok / ng 为合格 / 不合格,na 为不测",
              "en": "Readings from a text: parted by spaces, - for an open place, ok, ng, na for not measured"},
             (("readings_count(readings('8.3 - na 7.2'))", 2),)),
    Function("readings_count", ("readings",), _gives(INTEGER.sure()), count, None,
             {"zh": "已测(或已判)的个数,不含不测的", "en": "How many were measured or marked"},
             (("readings_count(readings('8.3 ok na -'))", 2),), takes_empty=True),
    Function("readings_filled", ("readings",), _gives(INTEGER.sure()), filled, None,
             {"zh": "已填的位置数,含标为不测的", "en": "How many places are filled in, na too"},
             (("readings_filled(readings('8.3 ok na -'))", 3),), takes_empty=True),
    Function("readings_outside", ("readings", "number", "number"), _gives(INTEGER.sure()), beyond, None,
             {"zh": "超出限值或判为 ng 的个数；任一限可为空,等于限值不算超出",
              "en": "How many are beyond a limit or marked ng; either limit may be empty, on the limit is within"},
             (("readings_outside(readings('8.0 7.9 15.1 ng'), 8, empty)", 2),), takes_empty=True, optional=2),
    _measure("readings_mean", mean, "实测值的平均值", "Mean of what was measured", Decimal("8.3")),
    _measure("readings_min", lowest, "实测值的最小值", "Smallest measured value", Decimal("7.2")),
    _measure("readings_max", highest, "实测值的最大值", "Largest measured value", Decimal("9.4")),
    _measure("readings_deviation", deviation, "实测值的样本标准差(n−1)",
             "Standard deviation of what was measured (n − 1)", Decimal("1.1")),
)  # fmt: skip
