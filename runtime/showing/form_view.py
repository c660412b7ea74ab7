"""A record as a form: read, or ready to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.problems import FieldProblem
from dougong.platform.texts import pick
from dougong.runtime.records import Draft
from dougong.runtime.showing.beside_views import NOTHING, Around, around
from dougong.runtime.showing.field_maker import FieldMaker
from dougong.runtime.showing.field_view import FieldView, RowView, Wrong
from dougong.runtime.showing.grid_facts import grid_facts
from dougong.runtime.showing.proposal_view import ProposalView, proposal_views
from dougong.runtime.showing.share_view import share_view


@dataclass(frozen=True)
class SectionView:
    """`fields` are those visible now."""

    id: str
    title: str
    columns: int
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class FormView:
    """`problems` are those no visible field carries; `proposals` what is proposed for fields that
    show, `around` what stands beside them."""

    form: str
    title: str
    sections: tuple[SectionView, ...]
    problems: tuple[Wrong, ...] = ()
    proposals: tuple[ProposalView, ...] = ()
    around: Around = NOTHING

    @property
    def fields(self) -> dict[str, FieldView]:
        """Visible fields by id."""
        return {one.id: one for section in self.sections for one in section.fields}

    @property
    def sends_files(self) -> bool:
        """Whether files may come with it when the browser sends it by itself."""
        every = [one for field in self.fields.values() for one in (field, *field.columns)]
        return any(one.type == "files" and one.editable for one in every)


def form_view(
    draft: Draft,
    editable: Iterable[str] = (),
    problems: Sequence[FieldProblem] = (),
    raw: Mapping[str, Any] | None = None,
    needed: Iterable[str] = (),
) -> FormView:
    """The draft's record as its layout asks, in the actor's language.

    `editable` names the fields people may fill in now, `needed` those a transition asks for; `raw`
    is what was typed, kept as it was where it could not be read.
    """
    fields = FieldMaker(draft, set(editable), list(problems), set(needed))
    maker = _Maker(draft, fields, raw or {})
    sections = tuple(one for one in map(maker.section, draft.form.layout) if one.fields)
    loose = tuple(fields.wrong(one) for one in problems if one not in fields.placed)
    title = pick(draft.form.title, draft.tx.actor.language)
    shown = FormView(draft.form.id, title, sections, loose)
    return replace(
        shown,
        proposals=proposal_views(draft, shown.fields, fields.shower),
        around=around(draft, maker.shown, fields.shower),
    )


class _Maker:
    def __init__(self, draft: Draft, fields: FieldMaker, raw: Mapping[str, Any]) -> None:
        self.draft, self.fields, self.raw = draft, fields, raw
        self.language = draft.tx.actor.language
        self.rights = draft.tx.actor.rights.of(draft.form.id)
        old = draft.before.values if draft.before else {}
        self.saved_rows = {row["id"] for name in draft.form.lines for row in old.get(name) or []}

    def section(self, body: Mapping[str, Any]) -> SectionView:
        made = (self.shown(id) for id in body["fields"] if id in self.draft.form.fields)
        fields = tuple(one for one in made if one is not None)
        return SectionView(
            body["id"], pick(body["title"], self.language), body.get("columns", 2), fields
        )

    def shown(self, id: str) -> FieldView | None:
        """A field the person may see now."""
        form, field = self.draft.form, self.draft.form.fields[id]
        if id in self.rights.hidden or not field.speaks(self.language):
            return None
        if not self.fields.holds(field, "visible_if", True):
            return None
        value = self.draft.values.get(id)
        view = self.fields.view(form, field, value, id, self.raw.get(id), None)
        return self._with_rows(view, field, value) if field.type == "lines" else view

    def _with_rows(self, view: FieldView, field: Field, value: Any) -> FieldView:
        rows = self.draft.form.lines[field.id]
        typed, grid = self.raw.get(field.id), field.body.get("grid")
        raws = typed if isinstance(typed, list) else [{}] * len(value or [])
        made = tuple(
            self._row(rows, row, f"{field.id}.{at}", raws[at] if at < len(raws) else {}, view, grid)
            for at, row in enumerate(value or [])
        )
        columns = self._row(rows, self._blank(rows), f"{field.id}.#", {}, view).fields
        share = share_view(self.draft, field, rows, value or [], self.fields.shower)
        return replace(
            view, rows=made, columns=columns, full=True, grid=field.body.get("grid"), share=share
        )

    def _blank(self, rows: Form) -> dict[str, Any]:
        """What a new row starts with: its defaults, as far as an empty row gives them."""
        blank: dict[str, Any] = {one.id: None for one in rows.fields.values()}
        for one in rows.fields.values():
            if "default" in one.body:
                blank[one.id] = self.draft.evaluate(one.body["default"], blank, rows)
        return blank

    def _row(
        self,
        rows: Form,
        row: Mapping[str, Any],
        path: str,
        raw: Any,
        holder: FieldView,
        grid: Mapping[str, Any] | None = None,
    ) -> RowView:
        typed = raw if isinstance(raw, Mapping) else {}
        made = []
        for field in (one for one in rows.fields.values() if one.speaks(self.language)):
            view = self.fields.view(
                rows, field, row.get(field.id), f"{path}.{field.id}", typed.get(field.id), row
            )
            editable = holder.editable and self.fields.open(field, row, rows)
            made.append(replace(view, editable=editable))
        known = str(row.get("id", "")) if row.get("id") in self.saved_rows else ""
        by_id = {one.id: one for one in made}
        return RowView(known, tuple(made), by_id, grid_facts(grid, by_id) if grid else "")
