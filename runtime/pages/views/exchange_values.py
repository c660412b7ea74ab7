"""Inputs and answers of operations in words: by the interface's own field titles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.fields import FieldError
from dougong.platform.storage import Transaction, from_wire
from dougong.platform.texts import pick
from dougong.runtime.showing import Shower, ShownValue


@dataclass(frozen=True)
class Exchanged:
    """One value that went over: its title, in words, and as it was sent (JSON)."""

    key: str
    title: str
    value: ShownValue
    raw: str


def exchanged(
    tx: Transaction, interface: str, operation: str, side: str, values: Mapping[str, Any]
) -> list[Exchanged]:
    """The values of `side` (`input` or `answer`) in the order of the interface; values it does not
    name (any more) come last, as they are."""
    form = _form(tx, interface, operation, side)
    shower, language = Shower(tx), tx.actor.language
    found = []
    for field in form.fields.values() if form else ():
        if field.id in values:
            title = pick(field.title, language)
            shown = _shown(shower, form, field.id, values[field.id])
            found.append(Exchanged(field.id, title, shown, _raw(values[field.id])))
    known = {one.key for one in found}
    rest = (key for key in values if key not in known)
    return found + [Exchanged(k, k, ShownValue("text", _raw(values[k])), "") for k in rest]


def _form(tx: Transaction, interface: str, operation: str, side: str) -> Form | None:
    try:
        body = tx.library.operation(f"interface:{interface}.{operation}").body
    except KeyError:
        return None  # the definition is gone; the journal stays
    return Form(f"{operation}.{side}", {"title": body["title"], "fields": body[side]})


def _shown(shower: Shower, form: Form | None, name: str, raw: Any) -> ShownValue:
    assert form is not None
    try:
        value = from_wire(form, {name: raw})[name]
    except (FieldError, KeyError, TypeError):
        return ShownValue("text", _raw(raw))  # it does not fit what the field is by now
    return shower.field(form, form.fields[name], value)


def _raw(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
