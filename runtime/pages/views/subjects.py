"""What a record is about, in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dougong.platform.definitions import Field, Form
from dougong.platform.storage import Record, Transaction
from dougong.runtime.showing import Shower, target_of

LINKS = 2
TEXTS = 2


@dataclass(frozen=True)
class Subject:
    """`names` is what a record is about, `apart` what tells it from others about the same."""

    names: str = ""
    apart: str = ""

    @property
    def whole(self) -> str:
        """Both: `F-141 Screw · S-001 Suzhou Tenguan · B-7 · 3,600 pcs`."""
        return _joined([self.names, self.apart])


def subject(tx: Transaction, record: Record, shower: Shower) -> Subject:
    """Names: its own where its form gives one, and of what it links to. Apart: short texts of the
    first section (a code of their own), and how much. All in the order of the form's layout."""
    form = tx.library.form(record.form)
    filled = [one for one in _in_order(tx, form) if record.values.get(one.id) is not None]

    def words(fields: list[Field]) -> list[str]:
        shown = (shower.field(form, one, record.values[one.id]) for one in fields)
        return [f"{one.text} {one.unit}".strip() for one in shown]

    links = [one for one in filled if one.type == "link" and _is_whole(form, one)][:LINKS]
    texts = [one for one in filled if _is_short(form, one)][:TEXTS]
    much = [one for one in filled if one.type in ("quantity", "money")][:1]
    names = [_own_name(tx, form, record, shower), *words(links)]
    return Subject(_joined(names), _joined(words(texts + much)))


def _joined(words: list[str]) -> str:
    return " · ".join(one for one in words if one and one != "—")


def _is_short(form: Form, field: Field) -> bool:
    """A line of text in the section a form begins with, other than what names the record."""
    first = form.layout[0]["fields"] if form.layout else ()
    named = field.id in str(form.name or "")
    return (
        field.type == "text" and field.id in first and not field.body.get("multiline") and not named
    )


def _own_name(tx: Transaction, form: Form, record: Record, shower: Shower) -> str:
    found = shower.names.of(form.id, record.id) if form.name else ""
    return "" if found == (record.system.number or "") else found


def _in_order(tx: Transaction, form: Form) -> Iterator[Field]:
    hidden = tx.actor.rights.of(form.id).hidden
    for section in form.layout:
        for id in section["fields"]:
            if id in form.fields and id not in hidden:
                yield form.fields[id]


def _is_whole(form: Form, field: Field) -> bool:
    """A link to a record of another form: rows and forerunners say little."""
    target = target_of(form, field.id)
    return "." not in target and target != form.id


def link_fields(tx: Transaction, record: Record) -> Iterator[tuple[Field, str]]:
    """Links to whole records of other forms with their values, in the order of the layout."""
    form = tx.library.form(record.form)
    for field in _in_order(tx, form):
        value = record.values.get(field.id)
        if field.type == "link" and value is not None and _is_whole(form, field):
            yield field, str(value)
