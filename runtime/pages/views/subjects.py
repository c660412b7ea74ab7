"""What a record is about, in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.storage import Record, Transaction
from dougong.runtime.showing import Shower, target_of

LINKS = 2


def subject(tx: Transaction, record: Record, shower: Shower) -> str:
    """Its own name where its form gives one, what it links to, and how much: in the order of the
    form's layout. `F-141 Screw · S-001 Suzhou Tenguan · 3,600 pcs`."""
    form = tx.library.form(record.form)
    words = [_own_name(tx, form, record, shower)]
    links = quantities = 0
    for field in _in_order(tx, form):
        value = record.values.get(field.id)
        if value is None:
            continue
        if field.type == "link" and links < LINKS and _is_whole(form, field):
            words.append(shower.field(form, field, value).text)
            links += 1
        elif field.type in ("quantity", "money") and not quantities:
            words.append(_amount(shower, form, field, value))
            quantities += 1
    return " · ".join(one for one in words if one and one != "—")


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


def _amount(shower: Shower, form: Form, field: Field, value: Any) -> str:
    shown = shower.field(form, field, value)
    return f"{shown.text} {shown.unit}".strip()


def link_fields(tx: Transaction, record: Record) -> Iterator[tuple[Field, str]]:
    """Links to whole records of other forms with their values, in the order of the layout."""
    form = tx.library.form(record.form)
    for field in _in_order(tx, form):
        value = record.values.get(field.id)
        if field.type == "link" and value is not None and _is_whole(form, field):
            yield field, str(value)
