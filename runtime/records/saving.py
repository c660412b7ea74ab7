"""The one way a record gets into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dougong.platform.audit import note
from dougong.platform.files import claim
from dougong.platform.identity import Deed, Signer, sign, unsigned
from dougong.platform.problems import FieldProblem, Invalid, Refused
from dougong.platform.storage import Record, next_number, to_wire, write_event
from dougong.platform.storage.query import insert, update
from dougong.platform.texts import N_, Message, Text
from dougong.runtime.records.computing import compute
from dougong.runtime.records.draft import Draft
from dougong.runtime.records.hooks import hooks
from dougong.runtime.records.locking import lock
from dougong.runtime.records.proposing import decided
from dougong.runtime.records.rights import meaning_of
from dougong.runtime.records.validation import validate

MAX_DEPTH = 8


def save(
    draft: Draft,
    event: str,
    transition: str | None = None,
    needs: tuple[str, ...] = (),
    signer: Signer | None = None,
) -> Record:
    """Computed → locked → rules before → computed → validated → written → rules after → followers.

    Raises Invalid with every field that is wrong, Refused when a rule says no, or when rules have
    set each other off more than eight deep. What a person has left out or written wrong is told
    first: what a rule says about a record without it need not be true.
    """
    tx = draft.tx
    if tx.depth > MAX_DEPTH:
        raise Refused(
            Message(N_("Rules set each other off more than {limit} deep"), {"limit": MAX_DEPTH})
        )
    compute(draft)
    lock(draft)
    sent = list(draft.problems)
    refused = _refused(draft, transition)
    compute(draft)
    validate(draft, needs)
    _stop(draft, sent, refused)
    meaning = _meaning(draft, transition, signer)
    if draft.before is not None and event == "changed" and not draft.changed():
        return draft.before
    record = _write(draft)
    told = decided(draft, transition)
    fact = write_event(tx, record, event, draft.before, draft.reads, draft.warnings, told)
    if meaning is not None and signer is not None:
        sign(tx, record, fact.id, Deed(meaning, transition=transition), signer)
    hooks.rules.after(tx, fact)
    hooks.followers.record_event(tx, fact)
    return record


def _meaning(draft: Draft, transition: str | None, signer: Signer | None) -> Text | None:
    """What is signed for, if anything. Here, where every write passes, so that nothing that must be
    signed is done without: by nobody's rule or flow, and with nobody else's password."""
    step = draft.form.transitions[transition] if transition else None
    meaning = meaning_of(draft, step) if step else None
    if meaning is None:
        return None
    if signer is None and draft.trusted:
        raise Refused(Message(N_("This is done by a person's own signature only")))
    if signer is None or signer.person != draft.tx.actor.id:
        raise unsigned("signature.password")
    return meaning


def _refused(draft: Draft, transition: str | None) -> Refused | None:
    """What the rules before say no to; what they set is set."""
    try:
        hooks.rules.before(draft, transition)
    except Refused as refused:
        return refused
    return None


def _stop(draft: Draft, sent: Sequence[FieldProblem], refused: Refused | None) -> None:
    """Raise what stands against writing the draft; `sent` was wrong before the rules."""
    problems = draft.problems
    if refused is not None:
        # A rule that refuses has not filled what only it could fill.
        problems = [one for one in problems if one in sent or _owed(draft, one.path)]
        if draft.trusted or not problems:
            raise refused
    if problems:
        raise Invalid.of(problems)


def _owed(draft: Draft, path: str) -> bool:
    """Whether the field (`lines.0.quantity` too) is the person's to fill in."""
    head, *inner = path.split(".")
    field = draft.form.fields[head]
    if head in draft.form.lines and len(inner) > 1:
        field = draft.form.lines[head].fields[inner[1]]
    return not field.read_only and head not in draft.tx.actor.rights.of(draft.form.id).read_only


def _write(draft: Draft) -> Record:
    """The row and its audit; the number is taken as the very last thing before it is written."""
    tx, form, before = draft.tx, draft.form, draft.before
    leaves = draft.system.state != form.start or form.states[form.start].submitted
    if form.number and draft.system.number is None and leaves:
        draft.system = replace(draft.system, number=next_number(tx, form.id, form.number))
    record = draft.record()
    subject = f"{form.id}:{record.id}"
    claim(tx, record, before)
    if before is None:
        insert(tx, record)
        note(tx, "record", subject, "create", None, to_wire(tx.library, record))
    else:
        update(tx, before, record)
        note(
            tx,
            "record",
            subject,
            "change",
            to_wire(tx.library, before),
            to_wire(tx.library, record),
        )
    return record
