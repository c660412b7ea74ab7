"""Functions on numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import reduce
from typing import Any

from sqlalchemy import func

from dougong.platform.expressions.decimals import fit
from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.value_type import DECIMAL, INTEGER, Type


def _decimal(_: Sequence[Type]) -> Type:
    return DECIMAL


def _integer(_: Sequence[Type]) -> Type:
    return INTEGER


def _common(types: Sequence[Type]) -> Type:
    return INTEGER if all(t.kind == "integer" for t in types) else DECIMAL


def _folded(two: Callable[..., Any]) -> Callable[..., Any]:
    """A function of two SQL values applied to many."""
    return lambda *values: reduce(two, values)


def rounded(value: Decimal, places: Decimal = Decimal(0)) -> Decimal | None:
    """`value` at 0 to 6 places, half to even; empty for other places."""
    if places not in range(7):
        return None
    return fit(value.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_EVEN))


def floor(value: Decimal) -> Decimal | None:
    """The next whole number below."""
    return fit(value.quantize(Decimal(1), rounding=ROUND_FLOOR))


def ceil(value: Decimal) -> Decimal | None:
    """The next whole number above."""
    return fit(value.quantize(Decimal(1), rounding=ROUND_CEILING))


FUNCTIONS = (
    Function("abs", ("number",), _common, abs, func.abs,
             {"zh": "绝对值", "en": "Without its sign"}, (("abs(-2)", 2),)),
    Function("round", ("number", "number"), _decimal, rounded, func.dg_round,
             {"zh": "四舍六入五成双,保留指定小数位(0–6)", "en": "Rounded half to even, to 0–6 places"},
             (("round(2.345, 2)", Decimal("2.34")),), optional=1),
    Function("floor", ("number",), _integer, floor, func.dg_floor,
             {"zh": "向下取整", "en": "Next whole number below"}, (("floor(-1.5)", -2),)),
    Function("ceil", ("number",), _integer, ceil, func.dg_ceil,
             {"zh": "向上取整", "en": "Next whole number above"}, (("ceil(1.2)", 2),)),
    Function("min", ("number", "number"), _common, min, _folded(func.dg_least),
             {"zh": "较小的数", "en": "The smallest of the numbers"}, (("min(2, 1)", 1),), repeats=True),
    Function("max", ("number", "number"), _common, max, _folded(func.dg_greatest),
             {"zh": "较大的数", "en": "The largest of the numbers"}, (("max(2, 1, 3)", 3),), repeats=True),
)  # fmt: skip
