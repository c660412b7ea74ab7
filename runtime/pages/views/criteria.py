"""Conditions people choose for a list, from the parameters of its address.

`f.state=open`, `f.verdict=rejected`, `f.vendor=<id>`, `f.arrived_on=7` (days), and for records that
point here through rows or at rows: `f.lines.material=<id>`, `f.arrival_line.parent=<id>`. Names come
from outside: only fields of the form that the person may see lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dougong.platform.definitions import Field, Form
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.showing import Names, target_of

PREFIX = "f."
DAYS = {"1": N_("Today"), "7": N_("Last 7 days"), "30": N_("Last 30 days")}
_ID = re.compile(r"[0-9A-Za-z-]{1,36}")


@dataclass(frozen=True)
class Criterion:
    """One condition: the parameter it comes from, in words, and as an expression."""

    key: str
    word: str
    text: str
    source: str


def criteria(
    tx: Transaction, form: Form, parameters: Mapping[str, str], names: Names
) -> list[Criterion]:
    """The conditions among the parameters; what means nothing here is left out."""
    reader = _Reader(tx, form, names)
    return [
        found
        for key, value in parameters.items()
        if key.startswith(PREFIX) and (found := reader.read(key, value))
    ]


def visible_fields(tx: Transaction, form: Form) -> Iterator[Field]:
    """Fields the person may know of."""
    hidden = tx.actor.rights.of(form.id).hidden
    return (field for field in form.fields.values() if field.id not in hidden)


class _Reader:
    def __init__(self, tx: Transaction, form: Form, names: Names) -> None:
        self.tx, self.form, self.names = tx, form, names
        self.fields = {field.id: field for field in visible_fields(tx, form)}
        self.language = tx.actor.language

    def read(self, key: str, value: str) -> Criterion | None:
        first, *rest = key.removeprefix(PREFIX).split(".")
        if first == "state" and not rest:
            return self._state(key, value)
        field = self.fields.get(first)
        if field is None:
            return None
        if field.type == "lines" and rest:
            return self._rows(key, value, field, rest)
        return self._field(key, value, self.form, field, rest)

    def _state(self, key: str, value: str) -> Criterion | None:
        state = self.form.states.get(value)
        if state is None:
            return None
        word = translate(N_("State"), self.language)
        return Criterion(key, word, pick(state.title, self.language), f"state == '{value}'")

    def _rows(self, key: str, value: str, field: Field, rest: list[str]) -> Criterion | None:
        rows = self.form.lines[field.id]
        inner = rows.fields.get(rest[0])
        found = self._field(key, value, rows, inner, rest[1:]) if inner else None
        if found is None:
            return None
        return Criterion(key, found.word, found.text, f"any({field.id}, {found.source})")

    def _field(
        self, key: str, value: str, form: Form, field: Field, rest: list[str]
    ) -> Criterion | None:
        word = pick(field.title, self.language)
        if field.type in ("link", "person"):
            return self._link(key, value, form, field, rest)
        if rest:
            return None
        if field.type == "choice":
            item = self.tx.library.codes(str(field.body["options"])).get(value)
            text = pick(item["title"], self.language) if item else ""
            return Criterion(key, word, text, f"{field.id} == '{value}'") if item else None
        if field.type in ("date", "datetime") and value in DAYS:
            day = field.id if field.type == "date" else f"date_of({field.id})"
            source = f"{day} >= add_days(today(), {1 - int(value)})"
            return Criterion(key, word, translate(DAYS[value], self.language), source)
        if field.type == "boolean" and value in ("true", "false"):
            text = translate(N_("Yes") if value == "true" else N_("No"), self.language)
            return Criterion(key, word, text, f"{field.id} == {value == 'true'}")
        return None

    def _link(
        self, key: str, value: str, form: Form, field: Field, rest: list[str]
    ) -> Criterion | None:
        target = target_of(form, field.id)
        holder = rest == ["parent"] and "." in target
        if not _ID.fullmatch(value) or (rest and not holder):
            return None
        named = target.split(".")[0] if holder else target
        text = self.names.of(named, value) or "—"
        path = f"{field.id}.parent" if holder else field.id
        return Criterion(key, pick(field.title, self.language), text, f"{path} == '{value}'")
