"""Columns of a list: fields, system columns, and what linked records hold."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.definitions import Field, Form
from dougong.platform.fields import field_types, readings_in_words
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import get
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.records import Draft, terms_of
from dougong.runtime.showing import Shower, ShownValue, target_of

SYSTEM = {
    "number": N_("Number"),
    "state": N_("State"),
    "owner": N_("Owner"),
    "created_at": N_("Created at"),
    "created_by": N_("Created by"),
    "changed_at": N_("Changed at"),
    "changed_by": N_("Changed by"),
    "voided_at": N_("Voided"),
    "voided_by": N_("Voided by"),
    "void_reason": N_("Reason of voiding"),
    "site": N_("Site"),
}
_NUMBERS = ("integer", "decimal", "quantity", "money")


@dataclass(frozen=True)
class Cell:
    """What stands in a column of a row, for the templates of field types."""

    value: ShownValue
    title: str = ""
    computed: bool = False
    multiline: bool = False


@dataclass(frozen=True)
class Column:
    """`path` is a field, a system column, or a path through links."""

    path: str
    title: str
    type: str

    @property
    def number(self) -> bool:
        return self.type in _NUMBERS

    @property
    def sorts(self) -> bool:
        """Whether its values have an order."""
        known = field_types().get(self.type)
        return known is None or known.sorts


class Columns:
    """The columns a list names, as far as the person may see them."""

    def __init__(self, tx: Transaction, form: Form, paths: list[str], shower: Shower) -> None:
        self.tx, self.form, self.shower = tx, form, shower
        made = (self._column(path) for path in paths)
        self.shown = [column for column in made if column is not None]
        self._linked: dict[tuple[str, str], Record | None] = {}

    def _column(self, path: str) -> Column | None:
        form, words = self.form, []
        *links, last = path.split(".")
        for step in links:
            field = self._field(form, step)
            if field is None or field.type != "link" or "." in target_of(form, step):
                return None
            words.append(pick(field.title, self.tx.actor.language))
            form = self.tx.library.form(target_of(form, step))
        if last in SYSTEM:
            words.append(translate(SYSTEM[last], self.tx.actor.language))
            return Column(path, " · ".join(words), "state" if last == "state" else "system")
        field = self._field(form, last)
        if field is None:
            return None
        words.append(pick(field.title, self.tx.actor.language))
        return Column(path, " · ".join(words), field.type)

    def _field(self, form: Form, id: str) -> Field | None:
        rights = self.tx.actor.rights.of(form.id)
        seen = "read" in rights.verbs and id not in rights.hidden
        field = form.fields.get(id) if seen else None
        return field if field and field.speaks(self.tx.actor.language) else None

    def note(self, records: list[Record]) -> None:
        """Say which records will be shown, so that what they link to is named in one go."""
        for record in records:
            self.shower.names.note_record(record)
            self.shower.names.note("user", [record.system.created_by, record.system.changed_by])

    def cells(self, record: Record) -> list[Cell]:
        """One cell for each column."""
        return [
            Cell(self._value(record, column.path.split(".")), column.title) for column in self.shown
        ]

    def _value(self, record: Record | None, path: list[str]) -> ShownValue:
        *links, last = path
        for step in links:
            record = self._follow(record, step)
        if record is None:
            return ShownValue("text")
        if last in SYSTEM:
            return self.shower.system(record, last)
        form, value = self.tx.library.form(record.form), record.values.get(last)
        if form.fields[last].type == "readings":
            return self._readings(form, record, form.fields[last])
        return self.shower.field(form, form.fields[last], value)

    def _readings(self, form: Form, record: Record, field: Field) -> ShownValue:
        """How many there are of those asked for."""
        draft = Draft(self.tx, form, record.system, dict(record.values), record)
        asked, value = terms_of(draft, field).count, record.values.get(field.id)
        return ShownValue("readings", readings_in_words(value, self.tx.actor.language, asked))

    def _follow(self, record: Record | None, step: str) -> Record | None:
        id = record.values.get(step) if record else None
        if record is None or not id:
            return None
        target = target_of(self.tx.library.form(record.form), step)
        if (target, id) not in self._linked:
            self._linked[target, id] = get(self.tx, target, id)
        return self._linked[target, id]
