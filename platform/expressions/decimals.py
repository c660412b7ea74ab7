"""Calculating with numbers.

Decimals keep six places, rounded half to even; a result of more than twelve digits before the
point, and a division by zero, is empty. SQL has the same rules in `sql/`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

PLACES = Decimal("0.000001")
LIMIT = Decimal(10) ** 12
ZERO = Decimal("0.000000")
_CONTEXT = Context(prec=40, rounding=ROUND_HALF_EVEN)


def fit(number: Decimal) -> Decimal | None:
    """The number at six places, or empty when it is too large to store."""
    rounded = number.quantize(PLACES, context=_CONTEXT)
    if not rounded:
        return ZERO  # never a negative nought
    return rounded if -LIMIT < rounded < LIMIT else None


def plain(value: object) -> Decimal | None:
    """A number as Decimal."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


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
