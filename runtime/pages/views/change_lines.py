"""What a happening changed, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.fields import FieldError
from dougong.platform.storage import Transaction, from_wire
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.columns import SYSTEM
from dougong.runtime.pages.views.reading_changes import reading_changes
from dougong.runtime.showing import Shower
from dougong.runtime.timeline import Happening


@dataclass(frozen=True)
class ChangeLine:
    """A field before and after, in words."""

    word: str
    before: str
    after: str


class ChangeLines:
    """Tells the changes of records of one form."""

    def __init__(self, tx: Transaction, form: Form) -> None:
        self.form, self.language, self.shower = form, tx.actor.language, Shower(tx)

    def lines(self, one: Happening) -> list[ChangeLine]:
        """Every field a happening changed; of line items every one."""
        found: list[ChangeLine] = []
        for change in one.changes:
            if change.field == "number":
                continue  # comes with the transition
            if change.field in self.form.lines:
                found += self._rows(change.field, change.before or [], change.after or [])
            else:
                found.append(self._line(change.field, change.before, change.after))
        return found

    def advice(self, one: Happening) -> list[tuple[str, str, bool]]:
        """What was proposed to whoever decided: field, value, whether they followed it."""
        fields = self.form.fields
        return [
            (
                pick(fields[id].title, self.language),
                self._value(self.form, id, told["value"]),
                bool(told["followed"]),
            )
            for id, told in one.proposed.items()
            if id in fields
        ]

    def _line(self, name: str, before: Any, after: Any) -> ChangeLine:
        if name == "state":
            return ChangeLine(
                translate(SYSTEM["state"], self.language), self._state(before), self._state(after)
            )
        word = pick(self.form.fields[name].title, self.language)
        return ChangeLine(word, *self._both(self.form, name, before, after))

    def _state(self, id: Any) -> str:
        state = self.form.states.get(str(id))
        return pick(state.title, self.language) if state else "—"

    def _rows(self, name: str, before: list[Any], after: list[Any]) -> Iterable[ChangeLine]:
        rows, old = self.form.lines[name], {row["id"]: row for row in before}
        word = pick(self.form.fields[name].title, self.language)
        for position, row in enumerate(after, 1):
            known = old.pop(row["id"], None)
            if known is None:
                yield ChangeLine(f"{word} {position}", "—", self._row(rows, row))
                continue
            for inner in rows.fields.values():
                if known.get(inner.id) != row.get(inner.id):
                    both = self._both(rows, inner.id, known.get(inner.id), row.get(inner.id))
                    yield ChangeLine(
                        f"{word} {position} · {pick(inner.title, self.language)}", *both
                    )
        for row in old.values():
            yield ChangeLine(word, self._row(rows, row), translate(N_("removed"), self.language))

    def _row(self, rows: Form, row: Mapping[str, Any]) -> str:
        filled = [name for name in rows.fields if row.get(name) is not None]
        return " · ".join(self._value(rows, name, row[name]) for name in filled[:3])

    def _both(self, form: Form, name: str, before: Any, after: Any) -> tuple[str, str]:
        """The value before and after."""
        if form.fields[name].type == "readings":
            old, new = (from_wire(form, {name: raw})[name] for raw in (before, after))
            return reading_changes(old, new, self.language)
        return self._value(form, name, before), self._value(form, name, after)

    def _value(self, form: Form, name: str, raw: Any) -> str:
        field = form.fields[name]
        try:
            value = from_wire(form, {name: raw})[name]
        except FieldError:
            return str(raw)  # it does not fit what the field is by now
        shown = self.shower.field(form, field, value)
        return f"{shown.text} {shown.unit}".strip() or "—"
