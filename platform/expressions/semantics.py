"""What the operators mean; compiled and explained evaluation both call these.

Decimals keep six places, rounded half to even; a result of more than twelve digits before the
point, and a division by zero, is empty. SQL has the same rules in `sql/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal

from dougong.platform.expressions.money import Money
from dougong.platform.expressions.quantity import Quantity

PLACES = Decimal("0.000001")
LIMIT = Decimal(10) ** 12
ZERO = Decimal("0.000000")
MAX_TEXT = 4_000
_CONTEXT = Context(prec=40, rounding=ROUND_HALF_EVEN)

Value = object
Operation = Callable[[Decimal | None, Decimal | None], Decimal | None]


def fit(number: Decimal) -> Decimal | None:
    """The number at six places, or empty when it is too large to store."""
    rounded = number.quantize(PLACES, context=_CONTEXT)
    if not rounded:
        return ZERO  # never a negative nought
    return rounded if -LIMIT < rounded < LIMIT else None


def plain(value: Value) -> Decimal | None:
    """A number as Decimal."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


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


def _pair(left: Value, right: Value) -> tuple[Value, Value] | None:
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
    return None if pair is None else bool(pair[0] < pair[1])  # type: ignore[operator]


def less_equal(left: Value, right: Value) -> bool | None:
    """`left <= right`, unknown when empty or in different units."""
    pair = _pair(left, right)
    return None if pair is None else bool(pair[0] <= pair[1])  # type: ignore[operator]


def _rebuilt(like: Quantity | Money, number: Decimal | None) -> Value:
    if number is None:
        return None
    return (
        Quantity(number, like.unit) if isinstance(like, Quantity) else Money(number, like.currency)
    )


def plus(a: Decimal | int | None, b: Decimal | int | None) -> Decimal | None:
    """Sum of two numbers."""
    return None if a is None or b is None else fit(_CONTEXT.add(a, b))


def minus(a: Decimal | int | None, b: Decimal | int | None) -> Decimal | None:
    """Difference of two numbers."""
    return None if a is None or b is None else fit(_CONTEXT.subtract(a, b))


def times(a: Decimal | int | None, b: Decimal | int | None) -> Decimal | None:
    """Product of two numbers."""
    return None if a is None or b is None else fit(_CONTEXT.multiply(a, b))


def over(a: Decimal | int | None, b: Decimal | int | None) -> Decimal | None:
    """Quotient of two numbers; by zero is empty."""
    return None if a is None or b is None or b == 0 else fit(_CONTEXT.divide(a, b))


def remainder(a: Decimal | int | None, b: Decimal | int | None) -> Decimal | None:
    """Remainder with the sign of the dividend, as in SQL; by zero is empty."""
    return None if a is None or b is None or b == 0 else fit(_CONTEXT.remainder(a, b))


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


def both(left: Value, right: Value) -> bool | None:
    """Kleene's and."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: Value, right: Value) -> bool | None:
    """Kleene's or."""
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def opposite(value: Value) -> bool | None:
    """Kleene's not."""
    return None if value is None else not value


def holds(value: Value) -> bool:
    """Whether a condition holds; unknown does not."""
    return value is True
