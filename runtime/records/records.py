"""What people can do with records."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.audit import note
from dougong.platform.files import release
from dougong.platform.identity import Signer
from dougong.platform.problems import Conflict, FieldProblem, NotFound
from dougong.platform.storage import Record, Transaction, to_wire
from dougong.platform.storage.query import remove
from dougong.platform.texts import N_, Message
from dougong.runtime.records.computing import fill_defaults
from dougong.runtime.records.drafting import draft_of, first_save, held, new_draft, parse_into
from dougong.runtime.records.reasons import reason_of
from dougong.runtime.records.rights import (
    check_in_sight,
    check_transition,
    check_void,
    form_for,
    open_for_change,
)
from dougong.runtime.records.saving import save

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Saved:
    """The record as written, and what rules warned of."""

    record: Record
    warnings: tuple[FieldProblem, ...] = ()

    def warned(self, language: str) -> list[str]:
        """The warnings in words."""
        return [one.message.render(language) for one in self.warnings]


def create(
    tx: Transaction, form_id: str, raw: Raw, transition: str | None = None, lenient: bool = False
) -> Saved:
    """A new record from what a person sent; with `transition` it leaves its start state at once.

    Raises NotFound, Forbidden, Invalid (every wrong field), Refused (rules).
    """
    form = form_for(tx, form_id, "create")
    draft = new_draft(tx, form)
    parse_into(draft, raw, lenient)
    record = first_save(draft)
    check_in_sight(tx, record)
    if transition is None:
        return Saved(record, tuple(draft.warnings))
    more = act(tx, form_id, record.id, transition)
    return Saved(more.record, (*draft.warnings, *more.warnings))


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
    record = held(tx, form, id, change_no)
    if not open_for_change(form, record):
        raise Conflict(Message(N_("The record can no longer be changed in this state")))
    draft = draft_of(tx, form, record)
    parse_into(draft, raw, lenient)
    fill_defaults(draft)
    record = save(draft, "changed")
    check_in_sight(tx, record)
    return Saved(record, tuple(draft.warnings))


def act(
    tx: Transaction,
    form_id: str,
    id: str,
    transition: str,
    raw: Raw | None = None,
    change_no: int | None = None,
    lenient: bool = False,
    signer: Signer | None = None,
) -> Saved:
    """Do a transition, changing fields with it; one that is signed needs the `signer`.

    Raises NotFound (record or transition), Forbidden, Conflict (state), Stale, Invalid, Refused.
    """
    form = form_for(tx, form_id, "read")
    step = form.transitions.get(transition)
    if step is None:
        raise NotFound(Message(N_("There is no such action")))
    record = held(tx, form, id, change_no)
    draft = draft_of(tx, form, record)
    check_transition(draft, step, record)
    if raw:
        editable = open_for_change(form, record) and tx.actor.rights.may("change", form_id)
        closed = set() if editable else set(raw) - set(step.needs)
        draft.problems += [_closed(name) for name in sorted(closed)]
        parse_into(draft, {k: v for k, v in raw.items() if k not in closed}, lenient)
        fill_defaults(draft)
    draft.system = replace(draft.system, state=step.target)
    return Saved(save(draft, step.event, transition, step.needs, signer), tuple(draft.warnings))


def _closed(name: str) -> FieldProblem:
    return FieldProblem(name, "read_only", Message(N_("This field cannot be changed")))


def fill(
    tx: Transaction,
    form_id: str,
    id: str,
    raw: Raw,
    fields: Collection[str],
    change_no: int | None = None,
    lenient: bool = False,
    needs: tuple[str, ...] = (),
) -> Saved:
    """Change those `fields` of a record that a task opens to whoever does it, in any state of it;
    `needs` must hold something. What else was sent is refused.

    Raises NotFound, Forbidden, Conflict (void), Stale, Invalid, Refused.
    """
    form = form_for(tx, form_id, "read")
    record = held(tx, form, id, change_no)
    if record.voided:
        raise Conflict(Message(N_("The record is void: nothing can be done with it any more")))
    draft = draft_of(tx, form, record)
    closed = set(raw) - set(fields)
    draft.problems += [_closed(name) for name in sorted(closed)]
    parse_into(draft, {k: v for k, v in raw.items() if k not in closed}, lenient)
    fill_defaults(draft)
    record = save(draft, "changed", needs=needs)
    check_in_sight(tx, record)
    return Saved(record, tuple(draft.warnings))


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
    record = held(tx, form, id, change_no, trusted)
    if record.voided:
        raise Conflict(Message(N_("The record is void already")))
    draft = draft_of(tx, form, record)
    if not trusted:
        check_void(draft, record)
    words = reason_of(reason)
    draft.trusted = True
    draft.system = replace(draft.system, voided_at=tx.now, voided_by=tx.actor.id, void_reason=words)
    return save(draft, "voided")


def delete(tx: Transaction, form_id: str, id: str, change_no: int | None = None) -> None:
    """Delete a draft nobody refers to; anything submitted can only be voided.

    Raises NotFound, Forbidden, Conflict, Stale.
    """
    form = form_for(tx, form_id, "delete")
    record = held(tx, form, id, change_no)
    if form.states[record.state].submitted or record.state != form.start or record.system.number:
        raise Conflict(Message(N_("Only drafts can be deleted; void this record instead")))
    remove(tx, record)
    release(tx, record)
    note(tx, "record", f"{form.id}:{id}", "delete", to_wire(tx.library, record), None)
