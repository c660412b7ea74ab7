"""What readings are asked for: how many pieces, within which limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import holds
from dougong.platform.expressions.readings import NA, Reading, Readings, outside
from dougong.platform.fields import MAX_READINGS, FieldError
from dougong.platform.texts import N_, Message
from dougong.runtime.records.draft import Draft

PLACES = 6


@dataclass(frozen=True)
class ReadingTerms:
    """`count` pieces (None: any number), numbers shown with `decimals` places at least, within
    `lower` and `upper`; `marks`: pieces are marked ok or ng. `warn`: the share of the band beside a
    limit that warns."""

    count: int | None
    decimals: int | None
    lower: Decimal | None
    upper: Decimal | None
    target: Decimal | None
    warn: Decimal
    marks: bool
    unit: str

    def tone(self, reading: Reading) -> str:
        """How a piece looks: `beyond` a limit (or not good), `near` one (the limit itself is), or ""."""
        if outside(reading, self.lower, self.upper):
            return "beyond"
        if not isinstance(reading, Decimal):
            return ""
        margin = self._band() * self.warn
        limits = [one for one in (self.lower, self.upper) if one is not None]
        return "near" if any(abs(reading - one) <= margin for one in limits) else ""

    def _band(self) -> Decimal:
        """Between the limits; with one limit, from it to the target."""
        ends = [one for one in (self.lower, self.upper) if one is not None]
        if len(ends) == 1 and self.target is not None:
            ends.append(self.target)
        return abs(ends[1] - ends[0]) if len(ends) == 2 else Decimal(0)


def terms_of(
    draft: Draft, field: Field, row: Mapping[str, Any] | None = None, rows: Form | None = None
) -> ReadingTerms:
    """The terms of a readings field as the record (or the row of `rows`) stands."""

    def told(key: str) -> Any:
        source = field.body.get(key)
        return None if source is None else draft.evaluate(source, row, rows)

    return ReadingTerms(
        count=_whole(told("count"), MAX_READINGS),
        decimals=_whole(told("decimals"), PLACES),
        lower=_number(told("lower")),
        upper=_number(told("upper")),
        target=_number(told("target")),
        warn=Decimal(field.body.get("warn", "0")),
        marks=holds(told("marks")),
        unit=str(told("unit") or ""),
    )


def check_readings(draft: Draft, field: Field, value: Readings, terms: ReadingTerms) -> None:
    """No more readings than pieces, marks where pieces are marked. What stood there before stays.

    Raises FieldError, which names the place.
    """
    if field.computed is not None or draft.kept(field, value):
        return
    if terms.count is not None and len(value) > terms.count:
        words = Message(N_("At most {limit} readings"), {"limit": terms.count})
        raise FieldError(words, "too_many", f".{terms.count}")
    for place, one in enumerate(value):
        if one is not None and one != NA and isinstance(one, Decimal) is terms.marks:
            msgid = N_("ok or ng is needed here") if terms.marks else N_("A number is needed")
            raise FieldError(Message(msgid), "type", f".{place}")


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _whole(value: Any, most: int) -> int | None:
    return None if value is None else max(0, min(int(value), most))
