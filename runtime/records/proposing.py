"""What a form proposes for fields people decide on, with its reasons. Nothing is set by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import holds
from dougong.platform.storage import fields_to_wire
from dougong.platform.texts import Text
from dougong.runtime.records.computing import made
from dougong.runtime.records.draft import Draft

_MOST = 20  # reasons that are told


@dataclass(frozen=True)
class Reason:
    """A text about the record, or about its `row` of `rows`."""

    text: Text
    tone: str
    row: Mapping[str, Any] | None = None
    rows: Form | None = None


@dataclass(frozen=True)
class Proposal:
    """A value as the field keeps it; `taken`: it stands there already."""

    field: Field
    value: Any
    reasons: tuple[Reason, ...]
    taken: bool


def proposals(draft: Draft) -> list[Proposal]:
    """What is proposed now, for fields in their order; nothing where the formula gives nothing."""
    found = []
    for id, body in draft.form.proposals.items():
        field = draft.form.fields[id]
        value = _value(draft, field)
        if value is not None:
            reasons = tuple(islice(_reasons(draft, body), _MOST))
            found.append(Proposal(field, value, reasons, draft.values.get(id) == value))
    return found


def decided(draft: Draft, transition: str | None) -> dict[str, Any] | None:
    """For the event of a person's deed: of each field decided with it what was proposed, and whether
    that was followed. None where nothing was."""
    told = {}
    changed = draft.changed()
    for id in () if draft.trusted else draft.form.proposals:
        value, field = draft.values.get(id), draft.form.fields[id]
        proposed = _value(draft, field) if value is not None else None
        if proposed is not None and (transition or id in changed):
            kept = fields_to_wire(draft.form, {id: proposed})[id]
            told[id] = {"value": kept, "followed": value == proposed}
    return told or None


def _value(draft: Draft, field: Field) -> Any:
    shown = field.body.get("visible_if")
    if shown is not None and not holds(draft.evaluate(shown)):
        return None
    return made(draft, field, draft.evaluate(draft.proposal(field.id)))


def _reasons(draft: Draft, body: Mapping[str, Any]) -> Iterator[Reason]:
    for one in body.get("because", ()):
        tone = str(one.get("tone", "grey"))
        if "of" not in one:
            if "if" not in one or holds(draft.evaluate(one["if"])):
                yield Reason(one["text"], tone)
            continue
        rows = draft.form.lines[one["of"]]
        for row in draft.values.get(one["of"]) or ():
            if "if" not in one or holds(draft.evaluate(one["if"], row, rows)):
                yield Reason(one["text"], tone, row, rows)
