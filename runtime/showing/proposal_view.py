"""What is proposed to somebody who decides, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.texts import pick
from dougong.runtime.records import Draft, Proposal, Reason, proposals
from dougong.runtime.showing.field_view import FieldView
from dougong.runtime.showing.filling import Filling
from dougong.runtime.showing.inputs import input_of
from dougong.runtime.showing.shown_value import ShownValue
from dougong.runtime.showing.values import Shower

ICONS = {"red": "x", "green": "check", "yellow": "hourglass", "blue": "info-circle"}


@dataclass(frozen=True)
class ReasonView:
    """Words with the icon and tone that say the same."""

    words: str
    tone: str
    icon: str


@dataclass(frozen=True)
class ProposalView:
    """`field` is where the value would stand, `input` what its control would hold then; `taken`: it
    holds it already, `decided`: it holds something."""

    field: FieldView
    value: ShownValue
    input: str
    reasons: tuple[ReasonView, ...]
    taken: bool

    @property
    def tone(self) -> str:
        return self.value.tone or "blue"

    @property
    def decided(self) -> bool:
        return not self.field.value.empty


def proposal_views(
    draft: Draft, fields: Mapping[str, FieldView], shower: Shower
) -> tuple[ProposalView, ...]:
    """What is proposed for `fields`, those the person sees."""
    if not draft.form.proposals:
        return ()
    return tuple(
        _view(draft, one, fields[one.field.id], shower)
        for one in proposals(draft)
        if one.field.id in fields
    )


def _view(draft: Draft, one: Proposal, field: FieldView, shower: Shower) -> ProposalView:
    return ProposalView(
        field,
        shower.field(draft.form, one.field, one.value),
        input_of(draft.tx, one.field, one.value),
        tuple(_reason(draft, reason, shower) for reason in one.reasons),
        one.taken,
    )


def _reason(draft: Draft, reason: Reason, shower: Shower) -> ReasonView:
    def value_of(path: str) -> Any:
        return draft.evaluate(path, reason.row, reason.rows)

    form = reason.rows.id if reason.rows else draft.form.id
    words = Filling(shower, form, value_of)(pick(reason.text, shower.language))
    return ReasonView(words, reason.tone, ICONS.get(reason.tone, "point"))
