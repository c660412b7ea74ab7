"""What linked records are called: asked for together, one query for each form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.fields import link_target
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import labels, row


class Names:
    """Collects links first (`note`), then answers (`of`), so that a list asks once per form."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self._wanted: dict[str, set[str]] = {}
        self._known: dict[str, dict[str, str]] = {}
        self._holders: dict[tuple[str, str], str] = {}

    def note(self, form: str, ids: Iterable[Any]) -> None:
        """Say that these records will be named."""
        known = self._known.get(form, {})
        self._wanted.setdefault(form, set()).update(str(id) for id in ids if id and id not in known)

    def note_record(self, record: Record) -> None:
        """Say so of every link in a record and in its rows."""
        form = self.tx.library.form(record.form)
        self._note_values(form, record.values)

    def _note_values(self, form: Form, values: Mapping[str, Any]) -> None:
        for field in form.fields.values():
            value = values.get(field.id)
            if field.type == "lines":
                for one in value or []:
                    self._note_values(form.lines[field.id], one)
            elif field.type in ("link", "person"):
                self.note(target_of(form, field.id), [value])

    def of(self, form: str, id: str | None) -> str:
        """The name of a record; "" when there is none or the actor may not read its form."""
        if not id:
            return ""
        self.note(form, [id])
        wanted = self._wanted.pop(form, set())
        if wanted:
            known = self._known.setdefault(form, {})
            known |= {one: "" for one in wanted} | labels(self.tx, form, wanted)
        return self._known.get(form, {}).get(id, "")

    def href(self, form: str, id: str | None) -> str:
        """Where the record stands; of a row, the record that holds it. "" for people."""
        if not id or form == "user" or not self.of(form, id):
            return ""
        if "." not in form:
            return f"/records/{form}/{id}"
        if (form, id) not in self._holders:
            found = row(self.tx, form, id)
            self._holders[form, id] = str(found["parent"]) if found else ""
        holder = self._holders[form, id]
        return f"/records/{form.split('.')[0]}/{holder}" if holder else ""


def target_of(form: Form, field_id: str) -> str:
    """The form (or rows) a link or person field points at."""
    field = form.fields[field_id]
    return "user" if field.type == "person" else link_target(field.body)
