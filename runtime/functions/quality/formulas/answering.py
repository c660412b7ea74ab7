"""From values of formulas to those of the standard, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import wraps
from typing import Any

from dougong.platform.expressions import Type
from dougong.runtime.functions.quality.no_answer import NoAnswer
from dougong.runtime.functions.quality.sampling import Regime


def answered(asked: Callable[..., Any]) -> Callable[..., Any]:
    """`asked`, with an empty value where the standard has no answer."""

    @wraps(asked)
    def ask(*values: Any) -> Any:
        try:
            return asked(*values)
        except NoAnswer:
            return None

    return ask


def whole(number: Decimal) -> int:
    """A number of units; NoAnswer where it is none."""
    if number < 0 or number != int(number):
        raise NoAnswer(f"{number} units")
    return int(number)


def regime_of(text: str) -> Regime:
    """The regime a text names; NoAnswer where there is no such."""
    try:
        return Regime(text)
    except ValueError as error:
        raise NoAnswer(str(error)) from error


def gives(result: Type) -> Callable[[Sequence[Type]], Type]:
    """The rule of a function whose values are always of the type `result`."""
    return lambda _: result
