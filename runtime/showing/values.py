"""Values in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dougong.platform.definitions import Field, Form, Library
from dougong.platform.expressions import Quantity
from dougong.platform.fields import grouped
from dougong.platform.storage import Record, Transaction
from dougong.platform.texts import N_, listed, pick, translate
from dougong.runtime.showing.moments import moment
from dougong.runtime.showing.names import Names, target_of
from dougong.runtime.showing.shown_value import ShownValue


class Shower:
    """Shows values of records in the language of the actor (or in `language`); `names` knows what links are called."""

    def __init__(
        self, tx: Transaction, names: Names | None = None, language: str | None = None
    ) -> None:
        self.tx, self.names = tx, names or Names(tx)
        self.language = language or tx.actor.language

    def field(self, form: Form, field: Field, value: Any) -> ShownValue:
        """A field's value."""
        if value is None:
            return ShownValue(field.type)
        if field.type == "choice":
            return self._choice(field, value)
        if field.type in ("link", "person"):
            target = target_of(form, field.id)
            found = self.names.of(target, value)
            return ShownValue(field.type, found or "—", href=self.names.href(target, value))
        if field.type == "quantity":
            return ShownValue("quantity", grouped(value.value), unit=self.unit(value))
        if field.type == "datetime":
            return ShownValue("datetime", moment(self.tx, value), moment=value.isoformat())
        if field.type == "files":
            words = field.kind.show(field.body, value, self.language)
            return ShownValue("files", words, files=value)
        if field.type == "lines":
            return ShownValue("lines", self._rows(form, field, value))
        return ShownValue(field.type, field.kind.show(field.body, value, self.language))

    def _rows(self, form: Form, field: Field, rows: Sequence[Mapping[str, Any]]) -> str:
        """How many rows there are; of those that share something out, who has how much."""
        share = field.body.get("share")
        if share and not self.tx.actor.rights.of(form.id).hidden.intersection(share.values()):
            return listed(
                (self._part(form.lines[field.id], share, row) for row in rows), self.language
            )
        words = N_("1 row") if len(rows) == 1 else N_("{n} rows")
        return translate(words, self.language, n=len(rows)) if rows else ""

    def _part(self, rows: Form, share: Mapping[str, str], row: Mapping[str, Any]) -> str:
        by, much = (
            self.field(rows, rows.fields[share[key]], row.get(share[key]))
            for key in ("by", "quantity")
        )
        return " ".join(one for one in (by.text, much.text, much.unit) if one)

    def unit(self, quantity: Quantity) -> str:
        """A unit in words, where some codes are units of measure."""
        return unit_title(self.tx.library, quantity.unit, self.language)

    def _choice(self, field: Field, value: str) -> ShownValue:
        item = self.tx.library.codes(str(field.body["options"])).get(value)
        if item is None:
            return ShownValue("choice", value)
        return ShownValue("choice", pick(item["title"], self.language), tone=item.get("tone", ""))

    def system(self, record: Record, name: str) -> ShownValue:
        """A system column: state, number, times and people."""
        value = getattr(record.system, name)
        if name == "state":
            return state_of(self.tx, record)
        if name.endswith("_at"):
            return ShownValue("datetime", moment(self.tx, value), moment=str(value or ""))
        if name in ("owner", "created_by", "changed_by", "voided_by"):
            return ShownValue("person", self.names.of("user", value))
        return ShownValue("text", "" if value is None else str(value))


def state_of(tx: Transaction, record: Record) -> ShownValue:
    """The state of a record as a pill; a void one is struck through. A state may show a choice in
    its place, such as what was decided."""
    form = tx.library.form(record.form)
    state = form.states.get(record.state)
    words = pick(state.title, tx.actor.language) if state else record.state
    if record.voided:
        return ShownValue("state", words, tone="grey", void=True)
    tone = state.tone if state else "grey"
    shown = form.fields.get(state.shows) if state and state.shows else None
    if shown is None or shown.id in tx.actor.rights.of(form.id).hidden:
        return ShownValue("state", words, tone=tone)
    told = tx.library.codes(str(shown.body["options"])).get(record.values.get(shown.id) or "")
    if told is None:
        return ShownValue("state", words, tone=tone)
    return ShownValue("state", pick(told["title"], tx.actor.language), tone=told.get("tone", tone))


def unit_title(library: Library, unit: str, language: str) -> str:
    """What a unit is called by the codes that say they are units; else the unit itself."""
    known = library.units.get(unit)
    return pick(known["title"], language) if known else unit
