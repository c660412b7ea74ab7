"""Two people changed the same record: what each changed, and putting both together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.storage import Record, Transaction, events_of, from_wire
from dougong.platform.storage.query import labels
from dougong.platform.texts import pick
from dougong.runtime.records import preview, visible
from dougong.runtime.showing import Shower, moment

TAKE = "_take."
_ROWS = 12
_Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Difference:
    """A field somebody else changed. `clash`: the person at the page changed it too."""

    field: str
    title: str
    before: str
    theirs: str
    mine: str
    who: str
    at: str
    clash: bool

    @property
    def key(self) -> str:
        """The control that says whose value is taken."""
        return TAKE + self.field


def merged(
    tx: Transaction, form_id: str, id: str, seen: int | None, raw: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Difference]]:
    """What was typed on top of what is stored now, and what others changed since change `seen`.

    Fields only others changed take their value; what was typed stays where both did.
    """
    record = visible(tx, form_id, id)
    form = tx.library.form(form_id)
    base = _values_at(tx, form, id, seen)
    if base is None:
        return dict(raw), []
    mine = preview(tx, form_id, id, raw).values
    hidden = tx.actor.rights.of(form_id).hidden
    changed = [
        field
        for field in form.fields.values()
        if field.id not in hidden
        and field.computed is None
        and not _same(form, field, base.get(field.id), record.values.get(field.id))
    ]
    teller = _Teller(tx, form, record, base, mine)
    found = [teller.difference(field, raw) for field in changed]
    theirs = {one.field for one in found if not one.clash}
    kept = {name: value for name, value in raw.items() if name not in theirs}
    return _with_known_rows(form, record, kept), found


def chosen(form: Mapping[str, str], raw: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, without the fields of which the other one's value is taken."""
    return {name: value for name, value in raw.items() if form.get(TAKE + name) != "theirs"}


def _values_at(
    tx: Transaction, form: Form, id: str, change_no: int | None
) -> dict[str, Any] | None:
    """Field values as they were after a change."""
    for event in events_of(tx, id):
        if event["change_no"] == change_no:
            return from_wire(form, event["image"])
    return None


def _same(form: Form, field: Field, one: Any, other: Any) -> bool:
    if field.type != "lines":
        return bool(one == other)
    rows = form.lines[field.id]
    typed = [inner.id for inner in rows.fields.values() if inner.computed is None]

    def plain(values: Any) -> list[Any]:
        return [(row.get("id"), [row.get(name) for name in typed]) for row in values or []]

    return plain(one) == plain(other)


class _Teller:
    def __init__(
        self,
        tx: Transaction,
        form: Form,
        record: Record,
        base: Mapping[str, Any],
        mine: Mapping[str, Any],
    ) -> None:
        self.tx, self.form, self.record, self.base, self.mine = tx, form, record, base, mine
        self.shower = Shower(tx)
        by = record.system.changed_by
        self.who = labels(tx, "user", [by]).get(str(by), "")
        self.at = moment(tx, record.system.changed_at)

    def difference(self, field: Field, raw: Mapping[str, Any]) -> Difference:
        base, mine = self.base.get(field.id), self.mine.get(field.id)
        theirs = self.record.values.get(field.id)
        touched = field.id in raw and not _same(self.form, field, base, mine)
        clash = touched and not _same(self.form, field, mine, theirs)
        title = pick(field.title, self.tx.actor.language)
        before, now, typed = (self._words(field, value) for value in (base, theirs, mine))
        return Difference(field.id, title, before, now, typed, self.who, self.at, clash)

    def _words(self, field: Field, value: Any) -> str:
        if field.type == "lines" and value:
            return "\n".join(self._row(self.form.lines[field.id], row) for row in value[:_ROWS])
        return self._value(self.form, field, value)

    def _row(self, rows: Form, row: Mapping[str, Any]) -> str:
        """What was typed in a row, so that two can be told apart."""
        typed = [one for one in rows.fields.values() if one.computed is None]
        filled = [one for one in typed if row.get(one.id) is not None]
        return " · ".join(self._value(rows, one, row[one.id]) for one in filled)

    def _value(self, form: Form, field: Field, value: Any) -> str:
        if field.type == "files" and value:  # as many may be others: they are told apart by name
            return "\n".join(one.name for one in value)
        shown = self.shower.field(form, field, value)
        return f"{shown.text} {shown.unit}".strip() or "—"


def _with_known_rows(form: Form, record: Record, raw: dict[str, Any]) -> dict[str, Any]:
    """A row somebody else took out meanwhile is typed as a new one."""
    for name in form.lines:
        if isinstance(raw.get(name), list):
            known = {row["id"] for row in record.values.get(name) or []}
            raw[name] = [
                {key: value for key, value in row.items() if key != "id" or value in known}
                for row in raw[name]
            ]
    return raw
