"""What the operators mean; compiled and explained evaluation both call these.

SQL has the same rules in `sql/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from dougong.platform.expressions.decimals import ZERO, minus, over, plain, plus, times
from dougong.platform.expressions.money import Money
from dougong.platform.expressions.quantity import Quantity

MAX_TEXT = 4_000

Value = object
Operation = Callable[[Decimal | None, Decimal | None], Decimal | None]


def key(value: Value) -> Value:
    """What equality compares: a record is its id, a number its Decimal."""
    if isinstance(value, Mapping):
        return value.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def equal(left: Value, right: Value) -> bool:
    """Total equality: two empties are equal, a quantity equals a plain number by its value."""
    a, b = key(left), key(right)
    if isinstance(a, Decimal) and isinstance(b, Quantity | Money):
        return a == _number(b)
    if isinstance(b, Decimal) and isinstance(a, Quantity | Money):
        return b == _number(a)
    return a == b


def member(value: Value, listed: Iterable[Value]) -> bool:
    """Whether `value` equals one of `listed`."""
    return any(equal(value, one) for one in listed)


def _number(value: Quantity | Money) -> Decimal:
    return value.value if isinstance(value, Quantity) else value.amount


def _unit(value: Quantity | Money) -> str:
    return value.unit if isinstance(value, Quantity) else value.currency


def _pair(left: Value, right: Value) -> tuple[Any, Any] | None:
    """Both sides made comparable; None when empty or in different units."""
    if left is None or right is None:
        return None
    if isinstance(left, Quantity | Money) and isinstance(right, Quantity | Money):
        return (_number(left), _number(right)) if _unit(left) == _unit(right) else None
    if isinstance(left, Quantity | Money):
        return _number(left), right
    if isinstance(right, Quantity | Money):
        return left, _number(right)
    return left, right


def less(left: Value, right: Value) -> bool | None:
    """`left < right`, unknown when empty or in different units."""
    pair = _pair(left, right)
    return None if pair is None else bool(pair[0] < pair[1])


def less_equal(left: Value, right: Value) -> bool | None:
    """`left <= right`, unknown when empty or in different units."""
    pair = _pair(left, right)
    return None if pair is None else bool(pair[0] <= pair[1])


def _rebuilt(like: Quantity | Money, number: Decimal | None) -> Value:
    if number is None:
        return None
    return (
        Quantity(number, like.unit) if isinstance(like, Quantity) else Money(number, like.currency)
    )


def _like(left: Value, right: Value, operation: Operation) -> Value:
    """`left` and `right` both numbers, or both measured in one unit."""
    if isinstance(left, Quantity | Money) and isinstance(right, Quantity | Money):
        if _unit(left) != _unit(right):
            return None
        return _rebuilt(left, operation(_number(left), _number(right)))
    return operation(plain(left), plain(right))


def add(left: Value, right: Value) -> Value:
    """Sum of numbers, of like quantities, or two texts joined (4,000 characters at most)."""
    if isinstance(left, str) and isinstance(right, str):
        return left + right if len(left) + len(right) <= MAX_TEXT else None
    return _like(left, right, plus)


def subtract(left: Value, right: Value) -> Value:
    """Difference of numbers or of like quantities."""
    return _like(left, right, minus)


def multiply(left: Value, right: Value) -> Value:
    """Product of numbers; a quantity or money times a number; quantity × price is money."""
    if isinstance(right, Money) or not isinstance(left, Quantity | Money):
        left, right = right, left  # the measure first, and of two measures the money
    if isinstance(left, Quantity | Money):
        other = right.value if isinstance(right, Quantity) else plain(right)
        return _rebuilt(left, times(_number(left), other))
    return times(plain(left), plain(right))


def divide(left: Value, right: Value) -> Value:
    """Quotient; a quantity by a number stays one, like by like is a number; by zero is empty."""
    if isinstance(left, Quantity | Money):
        if isinstance(right, Quantity | Money):
            return over(_number(left), _number(right)) if _unit(left) == _unit(right) else None
        return _rebuilt(left, over(_number(left), plain(right)))
    return over(plain(left), plain(right))


def negative(value: Value) -> Value:
    """The number or quantity with the other sign."""
    if isinstance(value, Quantity | Money):
        return _rebuilt(value, minus(ZERO, _number(value)))
    return minus(ZERO, plain(value))
