"""How line items split a quantity: a bar, what is missing, and who could take the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Quantity
from dougong.platform.fields import write_decimal
from dougong.platform.storage.query import may_know_all
from dougong.runtime.records import Draft
from dougong.runtime.showing.shown_value import ShownValue
from dougong.runtime.showing.values import Shower

# Rows that are offered the rest; more would be a list of their own.
OFFERED = 3
_ZERO = Decimal(0)


@dataclass(frozen=True)
class PartView:
    """A row's part of the bar; `width` in percent."""

    word: str
    tone: str
    amount: str
    width: str


@dataclass(frozen=True)
class OfferView:
    """A row that could take the rest: its control's `name` and what would stand in it."""

    word: str
    name: str
    input: str
    amount: str


@dataclass(frozen=True)
class ShareView:
    """`state`: less, exact or more; `gap` is what is missing or too much,
    `width` its part of the bar in percent."""

    state: str
    whole: ShownValue
    given: ShownValue
    gap: ShownValue
    width: str
    parts: tuple[PartView, ...]
    offers: tuple[OfferView, ...]


def share_view(
    draft: Draft, field: Field, rows_form: Form, rows: Sequence[Mapping[str, Any]], shower: Shower
) -> ShareView | None:
    """How the rows split the quantity; None where they are asked to split nothing, or who looks may
    not know what it is made of."""
    body = field.body.get("share")
    whole = draft.evaluate(body["of"]) if body and _known(draft, body["of"]) else None
    if body is None or not isinstance(whole, Quantity):
        return None
    amounts = [_amount(row.get(body["quantity"]), whole.unit) for row in rows]
    given = sum(amounts, _ZERO)
    gap, broad = whole.value - given, max(whole.value, given)
    by = rows_form.fields[body["by"]]

    def shown(number: Decimal) -> ShownValue:
        return shower.field(
            rows_form, rows_form.fields[body["quantity"]], Quantity(number, whole.unit)
        )

    parts, offers = [], []
    for at, (row, amount) in enumerate(zip(rows, amounts, strict=True)):
        if not amount:
            continue
        word = shower.field(rows_form, by, row.get(by.id))
        parts.append(PartView(word.text, word.tone, shown(amount).text, _percent(amount, broad)))
        rest = amount + gap
        name = f"{field.id}.{at}.{body['quantity']}"
        offers.append(OfferView(word.text, name, write_decimal(rest), shown(rest).text))
    return ShareView(
        "exact" if gap == 0 else "less" if gap > 0 else "more",
        shown(whole.value),
        shown(given),
        shown(abs(gap)),
        _percent(max(gap, _ZERO), broad),
        tuple(parts),
        tuple(offers[:OFFERED]) if gap > 0 else (),
    )


def _known(draft: Draft, source: str) -> bool:
    fields = draft.compiled(source).checked.fields
    return may_know_all(draft.tx.actor.rights, draft.form.id, fields)


def _amount(value: object, unit: str) -> Decimal:
    """A row's part; 0 for an empty one and one in another unit."""
    if isinstance(value, Quantity) and value.unit in ("", unit):
        return max(value.value, _ZERO)
    return _ZERO


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.2f}" if whole else "0"
