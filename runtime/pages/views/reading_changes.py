"""What changed among readings."""

from __future__ import annotations

from itertools import zip_longest

from dougong.platform.expressions.readings import Reading, Readings
from dougong.platform.fields import readings_in_words, write_readings

_SHOWN = 6


def reading_changes(
    before: Readings | None, after: Readings | None, language: str
) -> tuple[str, str]:
    """Before and after, in words: how many there are, or the places that were written over."""
    pairs = list(enumerate(zip_longest(before or (), after or ()), 1))
    over = [(n, old, new) for n, (old, new) in pairs if old is not None and old != new]
    if not (before and after and over):
        return readings_in_words(before, language) or "—", readings_in_words(after, language) or "—"
    more = " …" if len(over) > _SHOWN else ""
    old = ", ".join(_place(n, one) for n, one, _ in over[:_SHOWN])
    new = ", ".join(_place(n, one) for n, _, one in over[:_SHOWN])
    return old + more, new + more


def _place(n: int, reading: Reading) -> str:
    return f"#{n} {'—' if reading is None else write_readings((reading,))}"
