"""Whether links lead to what they may lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Type, holds
from dougong.platform.fields import FieldError, link_target
from dougong.platform.storage import Record
from dougong.platform.storage.query import Loader, any_record, get
from dougong.platform.storage.query import row as read_row
from dougong.platform.texts import N_, Message
from dougong.runtime.records.draft import Draft

Row = Mapping[str, Any] | None


def check_link(draft: Draft, field: Field, id: str, row: Row, rows: Form | None) -> None:
    """Raises FieldError where there is no such record for this person, or the filter says no; `row`
    holds the link where it stands in line items (`rows`)."""
    target = link_target(field.body)
    found = _found(draft, field, target, id)
    if found is None or (found.voided and not draft.trusted):
        raise FieldError(Message(N_("There is no such record")), "unknown_record")
    if "filter" not in field.body or draft.trusted or "." in target:
        return  # a filter on rows narrows what is offered; rules hold the rest
    if not _fits(draft, field, found, row, rows):
        raise FieldError(Message(N_("This record cannot be chosen here")), "filter")


def _found(draft: Draft, field: Field, target: str, id: str) -> Record | None:
    """The record, or the one the row belongs to."""
    owner: str | None = id
    if "." in target:
        known = read_row(draft.tx, target, id)
        owner = known["parent"] if known else None
    if owner is None:
        return None
    form, trusted = target.split(".")[0], draft.trusted or field.read_only
    return any_record(draft.tx, form, owner) if trusted else get(draft.tx, form, owner)


def _fits(draft: Draft, field: Field, candidate: Record, row: Row, rows: Form | None) -> bool:
    around: dict[str, tuple[str, Mapping[str, Any]]] = {
        "holder": (draft.form.id, draft.record().all())
    }
    if rows is not None and row is not None:
        around["row"] = (rows.id, {"id": None, "parent": draft.system.id, **row})
    names = {name: Type("link", form, optional=False) for name, (form, _) in around.items()}
    compiled = draft.tx.library.compiled(field.body["filter"], candidate.form, names)
    loader, reads = Loader(draft.tx), compiled.checked.reads
    told = {"record": (candidate.form, candidate.all()), **around}
    values = {
        name: loader.load(form, held, [p[1:] for p in reads if p[0] == name and len(p) > 1])
        for name, (form, held) in told.items()
    }
    return holds(compiled(values, draft.tx.evaluation))
