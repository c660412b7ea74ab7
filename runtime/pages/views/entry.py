"""A form as it is filled in: what is known above, what is asked below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dougong.runtime.showing import FieldView, FormView, SectionView


@dataclass(frozen=True)
class Entry:
    """`facts`: fields of the first sections that nobody fills in here; `form`: the others."""

    facts: tuple[FieldView, ...]
    form: FormView


def as_entry(form: FormView, first: Sequence[str]) -> Entry:
    """The leading sections without a control become facts; `first` names the fields asked first.

    A section in which none of `first` stands comes after the others; what is neither asked, computed
    nor filled is left out, and what the strip in the head says.
    """
    known, asked = _parted(form.sections)
    head = {one.id for one in form.around.strip}
    facts = tuple(
        field
        for section in known
        for field in section.fields
        if not field.value.empty and field.type != "lines" and field.id not in head
    )
    wanted = set(first)
    sections = [one for one in (_asked(section, wanted, head) for section in asked) if one.fields]
    sections.sort(key=lambda one: not any(field.id in wanted for field in one.fields))
    return Entry(facts, replace(form, sections=tuple(sections)))


def _parted(
    sections: Sequence[SectionView],
) -> tuple[Sequence[SectionView], Sequence[SectionView]]:
    """Sections before the first with a control, and the rest; all are asked when none has one."""
    with_control = (
        at for at, one in enumerate(sections) if any(field.editable for field in one.fields)
    )
    at = next(with_control, 1)
    return sections[:at], sections[at:]


def _asked(section: SectionView, wanted: set[str], head: set[str]) -> SectionView:
    kept = [
        one
        for one in section.fields
        if one.editable or (one.id not in head and (one.computed or not one.value.empty))
    ]
    if wanted:
        kept.sort(key=lambda one: one.editable and one.id not in wanted)
    return replace(section, fields=tuple(kept))
