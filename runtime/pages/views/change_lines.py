"""What a happening changed, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.fields import FieldError, File, counted
from dougong.platform.storage import Transaction, from_wire
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.columns import SYSTEM
from dougong.runtime.pages.views.reading_changes import reading_changes
from dougong.runtime.showing import Shower
from dougong.runtime.timeline import Happening


@dataclass(frozen=True)
class ChangeLine:
    """A field before and after, in words; `said` tells what came to and left a field of files,
    `files` are those that came."""

    word: str
    before: str = ""
    after: str = ""
    said: str = ""
    files: tuple[File, ...] = ()


def files_line(word: str, before: Any, after: Any, language: str) -> ChangeLine:
    """What came to a field of files and what was taken out."""
    then, now = ({one["id"]: File.of(one) for one in side or []} for side in (before, after))
    came = tuple(one for id, one in now.items() if id not in then)
    left = tuple(one for id, one in then.items() if id not in now)
    said = [
        translate(words, language, files=counted(files, language))
        for words, files in ((N_("added {files}"), came), (N_("took out {files}"), left))
        if files
    ]
    told = said or [translate(N_("put in another order"), language)]
    return ChangeLine(word, said=translate(N_("; "), language).join(told), files=came)


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
            elif self._told(self.form, change.field):
                found.append(self._line(change.field, change.before, change.after))
        return found

    def _told(self, form: Form, name: str) -> bool:
        """Whether it may be told to this reader: not what holds words of another language."""
        return name not in form.fields or form.fields[name].speaks(self.language)

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
        return self._field(word, self.form, name, before, after)

    def _field(self, word: str, form: Form, name: str, before: Any, after: Any) -> ChangeLine:
        if form.fields[name].type == "files":
            return files_line(word, before, after, self.language)
        return ChangeLine(word, *self._both(form, name, before, after))

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
                if known.get(inner.id) != row.get(inner.id) and self._told(rows, inner.id):
                    title = f"{word} {position} · {pick(inner.title, self.language)}"
                    then, now = known.get(inner.id), row.get(inner.id)
                    yield self._field(title, rows, inner.id, then, now)
        for row in old.values():
            yield ChangeLine(word, self._row(rows, row), translate(N_("removed"), self.language))

    def _row(self, rows: Form, row: Mapping[str, Any]) -> str:
        told = (name for name in rows.fields if self._told(rows, name))
        filled = [name for name in told if row.get(name) is not None]
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
