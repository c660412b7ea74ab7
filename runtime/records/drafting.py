"""Drafts of records: new ones, those of records that are there, and what goes into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.problems import NotFound, Stale
from dougong.platform.storage import Record, System, Transaction, new_id
from dougong.platform.storage.query import lock
from dougong.platform.texts import N_, Message
from dougong.runtime.records.computing import fill_defaults, made
from dougong.runtime.records.draft import Draft
from dougong.runtime.records.parsing import Parser
from dougong.runtime.records.rights import visible
from dougong.runtime.records.saving import save


def new_draft(tx: Transaction, form: Form) -> Draft:
    """A blank record of a form in its start state, owned by the actor."""
    system = System(
        id=new_id(),
        state=form.start,
        form_revision=tx.library.revision(f"form:{form.id}"),
        site=tx.actor.site,
        owner=tx.actor.id,
        created_at=tx.now,
        created_by=tx.actor.id,
        changed_at=tx.now,
        changed_by=tx.actor.id,
    )
    blank: dict[str, Any] = {
        field.id: [] if field.type == "lines" else None for field in form.fields.values()
    }
    return Draft(tx, form, system, blank)


def first_save(draft: Draft) -> Record:
    """Give a new record its defaults and write it."""
    fill_defaults(draft)
    return save(draft, "created")


def held(
    tx: Transaction, form: Form, id: str, change_no: int | None, trusted: bool = False
) -> Record:
    """The record, visible to the actor, locked until the end, as somebody last saw it."""
    if not trusted:
        visible(tx, form.id, id)
    record = lock(tx, form.id, id)
    if record is None:
        raise NotFound(Message(N_("There is no such record")))
    if change_no is not None and record.system.change_no != change_no:
        raise Stale(Message(N_("Somebody else has changed this meanwhile: look at it again")))
    return record


def draft_of(tx: Transaction, form: Form, record: Record) -> Draft:
    """A record that is there, about to be changed by the actor."""
    system = replace(
        record.system,
        change_no=record.system.change_no + 1,
        changed_at=tx.now,
        changed_by=tx.actor.id,
        form_revision=tx.library.revision(f"form:{form.id}"),
    )
    values = {
        name: [dict(row) for row in value] if isinstance(value, list) else value
        for name, value in record.values.items()
    }
    return Draft(tx, form, system, values, record)


def trusted_draft(tx: Transaction, form_id: str, id: str) -> Draft:
    """The draft of a record a rule, flow or system works on, held until the end."""
    form = tx.library.form(form_id)
    draft = draft_of(tx, form, held(tx, form, id, None, trusted=True))
    draft.trusted = True
    return draft


def parse_into(draft: Draft, raw: Mapping[str, Any], lenient: bool) -> None:
    """What a person sent; what does not fit stands in the draft's problems."""
    rights = draft.tx.actor.rights.of(draft.form.id)
    parser = Parser(draft.tx, rights, lenient)
    old = draft.before.values if draft.before else {}
    draft.values.update(parser.parse(draft.form, raw, old))
    draft.given |= {str(key) for key in raw}
    draft.problems += parser.problems


def set_values(draft: Draft, values: Mapping[str, Any]) -> None:
    """Record values from expressions, as the fields keep them."""
    for name, value in values.items():
        field = draft.form.fields[name]
        if field.type == "lines":
            draft.values[name] = [_row(draft, name, one) for one in value]
        else:
            draft.values[name] = made(draft, field, value)
        draft.given.add(name)


def _row(draft: Draft, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    rows = draft.form.lines[name]
    blank: dict[str, Any] = {field.id: None for field in rows.fields.values()}
    made_row = {**blank, "id": values.get("id") or new_id()}
    for key, value in values.items():
        if key != "id":
            made_row[key] = made(draft, rows.fields[key], value, made_row, rows)
    return made_row
