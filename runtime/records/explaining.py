"""Why a computed field has its value: its formula, worked out again on what was read when it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Checked, ExpressionError, Trace, explain
from dougong.platform.fields import FieldError
from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction, from_wire, last_event
from dougong.platform.storage.query import Loader
from dougong.platform.texts import N_, Message
from dougong.runtime.records.computing import made
from dougong.runtime.records.draft import Draft
from dougong.runtime.records.previewing import stored


@dataclass(frozen=True)
class Explanation:
    """`form` is the form of `field` (rows have one of their own), `row` the row it stands in, from 0.

    `value` is what the record holds, `trace` how the formula of now makes it of what was read `at`
    the last save, under `revision` of the form; `agrees`: both come to the same.
    """

    draft: Draft
    form: Form
    field: Field
    row: int | None
    value: Any
    checked: Checked
    trace: Trace
    at: datetime
    revision: int
    agrees: bool


def explained(tx: Transaction, form_id: str, id: str, path: str) -> Explanation:
    """Why the computed field `path` (`amount`, `lines.0.waiting`) of a record has its value.

    Raises NotFound where there is no such record, or no such computed field for the actor.
    """
    draft = stored(tx, form_id, id)
    assert draft.before is not None
    draft.system = draft.before.system
    form, field, row, at = _place(draft, path)
    fact = last_event(tx, id)
    if field.computed is None or fact is None:
        raise _nothing()
    rows = form if row is not None else None
    checked = draft.compiled(field.computed, rows).checked
    loader = Loader(tx, _known(tx, fact["reads"]))
    values = draft.environment(checked, loader, row, rows)
    evaluation = replace(tx.evaluation, now=fact["at"])
    try:
        trace = explain(field.computed, checked.scope, values, evaluation)
    except ExpressionError:
        raise _nothing() from None
    value = (row or draft.values).get(field.id)
    return Explanation(
        draft, form, field, at, value, checked, trace, fact["at"], fact["form_revision"],
        agrees=made(draft, field, trace.value, row, rows) == value,
    )  # fmt: skip


def _place(draft: Draft, path: str) -> tuple[Form, Field, dict[str, Any] | None, int | None]:
    """The form, field, row and number of the row a path names."""
    name, _, rest = path.partition(".")
    hidden = draft.tx.actor.rights.of(draft.form.id).hidden
    if name in hidden or name not in draft.form.fields:
        raise _nothing()
    if not rest:
        return draft.form, draft.form.fields[name], None, None
    number, _, inner = rest.partition(".")
    rows, held = draft.form.lines.get(name), draft.values.get(name) or []
    if rows is None or inner not in rows.fields:
        raise _nothing()
    if not (number.isdecimal() and len(number) < 6 and int(number) < len(held)):
        raise _nothing()
    return rows, rows.fields[inner], held[int(number)], int(number)


def _known(tx: Transaction, reads: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What was read of linked records, as record values; people and forms gone since left out."""
    found = {}
    for key, body in reads.items():
        form_id, _, _ = key.partition(":")
        if tx.library.has_form(form_id):
            found[key] = _values(tx.library.form(form_id), body)
    return found


def _values(form: Form, body: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as record values; none where they do not fit what the form asks for by now."""
    try:
        values = from_wire(form, body)
    except FieldError:
        return {}
    return {name: values[name] for name in body if name in values}


def _nothing() -> NotFound:
    return NotFound(Message(N_("There is no such computed value")))
