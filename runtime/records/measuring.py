"""Whether a quantity fits its unit."""

from __future__ import annotations

from dougong.platform.definitions import Field
from dougong.platform.expressions import Quantity
from dougong.platform.fields import FieldError
from dougong.platform.texts import N_, Message
from dougong.runtime.records.draft import Draft


def check_measure(draft: Draft, field: Field, value: Quantity, unit: str | None) -> None:
    """The quantity is in `unit`, where one is known, with no more decimals than it allows.

    What stood there before stays, and what is computed is nobody's to round. Raises FieldError.
    """
    if unit and value.unit != unit:
        raise FieldError(Message(N_("The unit must be {unit}"), {"unit": unit}), "unit")
    known = draft.tx.library.units.get(value.unit, {})
    places = known.get("places")
    if places is None or round(value.value, places) == value.value:
        return
    if field.computed is None and not draft.kept(field, value):
        msgid = (
            N_("{unit}: at most {places} decimals") if places else N_("{unit}: whole numbers only")
        )
        words = Message(msgid, {"unit": Message.of(known["title"]), "places": places})
        raise FieldError(words, "places")
