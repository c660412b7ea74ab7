"""Reading and writing decimal numbers."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dougong.platform.fields.field_error import FieldError
from dougong.platform.texts import N_, Message

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
PLACES = 6
LIMIT = Decimal(10) ** 12
_BOUNDS = (
    ("above", operator.gt, N_("Must be more than {limit}")),
    ("min", operator.ge, N_("Must not be less than {limit}")),
    ("max", operator.le, N_("Must not be more than {limit}")),
)


def read_decimal(raw: Any, lenient: bool = False) -> Decimal:
    """A decimal from a JSON string or number; `lenient` takes thousands separators too.

    Raises FieldError for anything else: NaN, exponents, more than 12 + 6 digits.
    """
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise FieldError(Message(N_("A number is needed")), "type")
    text = raw.strip() if isinstance(raw, str) else _digits(raw)
    if lenient:
        text = text.replace(",", "").replace("，", "").replace(" ", "")
    if not _NUMBER.fullmatch(text):
        raise FieldError(Message(N_("A number is needed")), "type")
    number = Decimal(text)
    if number.copy_abs() >= LIMIT:  # abs() would round, and give up on very long ones
        raise FieldError(Message(N_("The number is too large")), "range")
    if number != number.quantize(Decimal("0.000001")):
        raise FieldError(Message(N_("At most 6 decimal places")), "places")
    return number


def _digits(raw: int | float | Decimal) -> str:
    if isinstance(raw, int) and abs(raw) >= LIMIT:  # so long that Python would not write it out
        raise FieldError(Message(N_("The number is too large")), "range")
    return format(Decimal(str(raw)), "f")


def check_bounds(field: Mapping[str, Any], number: Decimal) -> None:
    """Hold `above`, `min` and `max` of the field; raises FieldError naming the limit."""
    for key, holds, msgid in _BOUNDS:
        if key in field and not holds(number, limit := Decimal(str(field[key]))):
            raise FieldError(Message(msgid, {"limit": write_decimal(limit)}), key)


def write_decimal(number: Decimal) -> str:
    """Plain digits without trailing zeros: `3600`, `0.425`."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def grouped(number: Decimal, places: int | None = None) -> str:
    """With thousands separators for people: `3,600`, `0.425`."""
    if places is not None:
        return format(number, f",.{places}f")
    whole, _, rest = write_decimal(number).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}" + (f".{rest}" if rest else "")
