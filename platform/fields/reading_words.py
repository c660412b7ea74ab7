"""Readings in words, short enough for a cell."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from dougong.platform.expressions.readings import NA, NG, Readings, numbers
from dougong.platform.fields.numbers import PLACES, grouped
from dougong.platform.texts import N_, translate


def readings_in_words(value: Readings | None, language: str, asked: int | None = None) -> str:
    """`8 readings · mean 8.76`; of `asked` pieces `8/8 · mean 8.76`. "" when there are none."""
    if not value:
        return ""
    done = sum(1 for one in value if one not in (None, NA))
    words = [f"{done}/{asked}"] if asked else [_many(done, language)]
    measured = list(numbers(value))
    if measured:
        words.append(translate(N_("mean {number}"), language, number=_mean(measured)))
    wrong = sum(1 for one in value if one == NG)
    if wrong:
        words.append(f"{wrong} {NG}")
    return " · ".join(words)


def _many(n: int, language: str) -> str:
    return translate(N_("1 reading") if n == 1 else N_("{n} readings"), language, n=n)


def _mean(measured: list[Decimal]) -> str:
    """One place more than the readings have: enough to tell it from a limit."""
    places = max(max(0, -int(one.normalize().as_tuple().exponent)) for one in measured)
    mean = sum(measured, Decimal(0)) / len(measured)
    step = Decimal(1).scaleb(-min(places + 1, PLACES))
    return grouped(mean.quantize(step, rounding=ROUND_HALF_EVEN))
