"""What can be done with records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.audit import note
from dougong.platform.definitions import Form
from dougong.platform.problems import Conflict, FieldProblem, Invalid, NotFound, Stale
from dougong.platform.storage import Record, System, Transaction, new_id, to_wire
from dougong.platform.storage.query import lock, remove
from dougong.platform.storage.query import row as read_row
from dougong.platform.texts import N_, Message
from dougong.runtime.records.computing import fill_defaults, made
from dougong.runtime.records.draft import Draft
from dougong.runtime.records.parsing import Parser
from dougong.runtime.records.rights import (
    check_in_sight,
    check_transition,
    check_void,
    form_for,
    open_for_change,
    visible,
)
from dougong.runtime.records.saving import save

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Saved:
    """The record as written, and what rules warned of."""

    record: Record
    warnings: tuple[FieldProblem, ...] = ()


def create(
    tx: Transaction, form_id: str, raw: Raw, transition: str | None = None, lenient: bool = False
) -> Saved:
    """A new record from what a person sent; with `transition` it leaves its start state at once.

    Raises NotFound, Forbidden, Invalid (every wrong field), Refused (rules).
    """
    form = form_for(tx, form_id, "create")
    draft = new_draft(tx, form)
    parse_into(draft, raw, lenient)
    record = _first_save(draft)
    check_in_sight(tx, record)
    if transition is None:
        return Saved(record, tuple(draft.warnings))
    more = act(tx, form_id, record.id, transition)
    return Saved(more.record, (*draft.warnings, *more.warnings))


def make(
    tx: Transaction, form_id: str, values: Mapping[str, Any], transition: str | None = None
) -> Record:
    """A new record made by a rule, flow or system from record values."""
    draft = new_draft(tx, tx.library.form(form_id))
    draft.trusted = True
    set_values(draft, values)
    record = _first_save(draft)
    return move(tx, form_id, record.id, transition) if transition else record


def new_draft(tx: Transaction, form: Form) -> Draft:
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


def _first_save(draft: Draft) -> Record:
    fill_defaults(draft)
    return save(draft, "created")


def change(
    tx: Transaction,
    form_id: str,
    id: str,
    raw: Raw,
    change_no: int | None = None,
    lenient: bool = False,
) -> Saved:
    """Change fields of a record a person may see; `change_no` guards against lost updates.

    Raises NotFound, Forbidden, Conflict (its state is closed), Stale, Invalid, Refused.
    """
    form = form_for(tx, form_id, "change")
    record = _held(tx, form, id, change_no)
    if not open_for_change(form, record):
        raise Conflict(Message(N_("The record can no longer be changed in this state")))
    draft = draft_of(tx, form, record)
    parse_into(draft, raw, lenient)
    fill_defaults(draft)
    record = save(draft, "changed")
    check_in_sight(tx, record)
    return Saved(record, tuple(draft.warnings))


def amend(tx: Transaction, form_id: str, id: str, values: Mapping[str, Any]) -> Record:
    """Change a record on behalf of a rule, flow or system; a row (`arrival.lines`) changes in its
    record."""
    if "." in form_id:
        return _amend_row(tx, form_id, id, values)
    draft = _trusted(tx, form_id, id)
    set_values(draft, values)
    return save(draft, "changed")


def _amend_row(tx: Transaction, form_id: str, id: str, values: Mapping[str, Any]) -> Record:
    holder, name = form_id.split(".")
    row = read_row(tx, form_id, id)
    if row is None:
        raise NotFound(Message(N_("There is no such record")))
    draft = _trusted(tx, holder, row["parent"])
    rows = draft.form.lines[name]
    for one in draft.values[name]:
        if one["id"] == id:
            for key, value in values.items():
                one[key] = made(draft, rows.fields[key], value, one, rows)
    return save(draft, "changed")


def act(
    tx: Transaction,
    form_id: str,
    id: str,
    transition: str,
    raw: Raw | None = None,
    change_no: int | None = None,
    lenient: bool = False,
) -> Saved:
    """Do a transition, changing fields with it.

    Raises NotFound (record or transition), Forbidden, Conflict (state), Stale, Invalid, Refused.
    """
    form = form_for(tx, form_id, "read")
    step = form.transitions.get(transition)
    if step is None:
        raise NotFound(Message(N_("There is no such action")))
    record = _held(tx, form, id, change_no)
    draft = draft_of(tx, form, record)
    check_transition(draft, step, record)
    if raw:
        editable = open_for_change(form, record) and tx.actor.rights.may("change", form_id)
        closed = set() if editable else set(raw) - set(step.needs)
        draft.problems += [_closed(name) for name in sorted(closed)]
        parse_into(draft, {k: v for k, v in raw.items() if k not in closed}, lenient)
        fill_defaults(draft)
    draft.system = replace(draft.system, state=step.target)
    return Saved(save(draft, step.event, transition, step.needs), tuple(draft.warnings))


def _closed(name: str) -> FieldProblem:
    return FieldProblem(name, "read_only", Message(N_("This field cannot be changed")))


def move(
    tx: Transaction, form_id: str, id: str, transition: str, values: Mapping[str, Any] | None = None
) -> Record:
    """Do a transition on behalf of a rule, flow or system."""
    draft = _trusted(tx, form_id, id)
    step = draft.form.transitions[transition]
    assert draft.before is not None
    check_transition(draft, step, draft.before)
    set_values(draft, values or {})
    draft.system = replace(draft.system, state=step.target)
    return save(draft, step.event, transition, step.needs)


def void(
    tx: Transaction,
    form_id: str,
    id: str,
    reason: str,
    trusted: bool = False,
    change_no: int | None = None,
) -> Record:
    """Void a record with a reason; nothing is deleted.

    Raises NotFound, Forbidden, Conflict (already void), Stale, Invalid (no reason).
    """
    form = tx.library.form(form_id) if trusted else form_for(tx, form_id, "read")
    record = _held(tx, form, id, change_no, trusted)
    if record.voided:
        raise Conflict(Message(N_("The record is void already")))
    draft = draft_of(tx, form, record)
    if not trusted:
        check_void(draft, record)
    words = reason.strip() if isinstance(reason, str) else ""
    if not 0 < len(words) <= 500:
        problem = FieldProblem(
            "reason", "required", Message(N_("Say why, in 500 characters at most"))
        )
        raise Invalid(Message(N_("Some fields need attention")), [problem])
    draft.trusted = True
    draft.system = replace(draft.system, voided_at=tx.now, voided_by=tx.actor.id, void_reason=words)
    return save(draft, "voided")


def delete(tx: Transaction, form_id: str, id: str, change_no: int | None = None) -> None:
    """Delete a draft nobody refers to; anything submitted can only be voided.

    Raises NotFound, Forbidden, Conflict, Stale.
    """
    form = form_for(tx, form_id, "delete")
    record = _held(tx, form, id, change_no)
    if form.states[record.state].submitted or record.state != form.start or record.system.number:
        raise Conflict(Message(N_("Only drafts can be deleted; void this record instead")))
    remove(tx, record)
    note(tx, "record", f"{form.id}:{id}", "delete", to_wire(tx.library, record), None)


def _held(
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


def _trusted(tx: Transaction, form_id: str, id: str) -> Draft:
    form = tx.library.form(form_id)
    draft = draft_of(tx, form, _held(tx, form, id, None, trusted=True))
    draft.trusted = True
    return draft


def parse_into(draft: Draft, raw: Raw, lenient: bool) -> None:
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
