"""What rules, flows and systems do with records; rights are not theirs to be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dougong.platform.identity import Signer
from dougong.platform.problems import NotFound
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import row as read_row
from dougong.platform.texts import N_, Message
from dougong.runtime.records.computing import made
from dougong.runtime.records.drafting import first_save, new_draft, set_values, trusted_draft
from dougong.runtime.records.records import Saved
from dougong.runtime.records.rights import check_transition
from dougong.runtime.records.saving import save


def make(
    tx: Transaction, form_id: str, values: Mapping[str, Any], transition: str | None = None
) -> Record:
    """A new record made by a rule, flow or system from record values."""
    draft = new_draft(tx, tx.library.form(form_id))
    draft.trusted = True
    set_values(draft, values)
    record = first_save(draft)
    return move(tx, form_id, record.id, transition) if transition else record


def amend(tx: Transaction, form_id: str, id: str, values: Mapping[str, Any]) -> Record:
    """Change a record on behalf of a rule, flow or system; a row (`arrival.lines`) changes in its
    record."""
    if "." in form_id:
        return _amend_row(tx, form_id, id, values)
    draft = trusted_draft(tx, form_id, id)
    set_values(draft, values)
    return save(draft, "changed")


def _amend_row(tx: Transaction, form_id: str, id: str, values: Mapping[str, Any]) -> Record:
    holder, name = form_id.split(".")
    row = read_row(tx, form_id, id)
    if row is None:
        raise NotFound(Message(N_("There is no such record")))
    draft = trusted_draft(tx, holder, row["parent"])
    rows = draft.form.lines[name]
    for one in draft.values[name]:
        if one["id"] == id:
            for key, value in values.items():
                one[key] = made(draft, rows.fields[key], value, one, rows)
    return save(draft, "changed")


def move(
    tx: Transaction, form_id: str, id: str, transition: str, values: Mapping[str, Any] | None = None
) -> Record:
    """Do a transition on behalf of a rule, flow or system."""
    return settle(tx, form_id, id, transition, values).record


def settle(
    tx: Transaction,
    form_id: str,
    id: str,
    transition: str,
    values: Mapping[str, Any] | None = None,
    signer: Signer | None = None,
) -> Saved:
    """The same, with what rules warned of: people who brought it about may read that first."""
    draft = trusted_draft(tx, form_id, id)
    step = draft.form.transitions[transition]
    assert draft.before is not None
    check_transition(draft, step, draft.before)
    set_values(draft, values or {})
    draft.system = replace(draft.system, state=step.target)
    return Saved(save(draft, step.event, transition, step.needs, signer), tuple(draft.warnings))
