"""A record as a form: read, or ready to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Quantity, holds
from dougong.platform.problems import FieldProblem
from dougong.platform.texts import pick
from dougong.runtime.records import Draft
from dougong.runtime.showing.field_view import FieldView, RowView, Wrong
from dougong.runtime.showing.inputs import input_of
from dougong.runtime.showing.names import target_of
from dougong.runtime.showing.values import Shower, unit_title

_FETCHED = re.compile(r"[A-Za-z_][\w.]*")


@dataclass(frozen=True)
class SectionView:
    """`fields` are those visible now."""

    id: str
    title: str
    columns: int
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class FormView:
    """`problems` are those no visible field carries."""

    form: str
    title: str
    sections: tuple[SectionView, ...]
    problems: tuple[Wrong, ...] = ()

    @property
    def fields(self) -> dict[str, FieldView]:
        """Visible fields by id."""
        return {one.id: one for section in self.sections for one in section.fields}


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
    maker = _Maker(draft, set(editable), list(problems), raw or {}, set(needed))
    sections = tuple(one for one in map(maker.section, draft.form.layout) if one.fields)
    loose = tuple(maker.wrong(one) for one in problems if one not in maker.placed)
    title = pick(draft.form.title, draft.tx.actor.language)
    return FormView(draft.form.id, title, sections, loose)


class _Maker:
    def __init__(
        self,
        draft: Draft,
        editable: set[str],
        problems: list[FieldProblem],
        raw: Mapping[str, Any],
        needed: set[str],
    ) -> None:
        self.draft, self.editable, self.problems = draft, editable, problems
        self.raw, self.needed = raw, needed
        self.placed: list[FieldProblem] = []
        self.shower = Shower(draft.tx)
        self.shower.names.note_record(draft.record())
        self.language = draft.tx.actor.language
        self.rights = draft.tx.actor.rights.of(draft.form.id)
        old = draft.before.values if draft.before else {}
        self.saved_rows = {row["id"] for name in draft.form.lines for row in old.get(name) or []}

    def section(self, body: Mapping[str, Any]) -> SectionView:
        made = (self._shown(id) for id in body["fields"] if id in self.draft.form.fields)
        fields = tuple(one for one in made if one is not None)
        return SectionView(
            body["id"], pick(body["title"], self.language), body.get("columns", 2), fields
        )

    def wrong(self, one: FieldProblem) -> Wrong:
        return Wrong(one.message.render(self.language), one.rule or "")

    def _shown(self, id: str) -> FieldView | None:
        form, field = self.draft.form, self.draft.form.fields[id]
        if id in self.rights.hidden or not self._holds(field, "visible_if", True):
            return None
        value = self.draft.values.get(id)
        view = self._view(form, field, value, id, self.raw.get(id), None)
        return self._with_rows(view, field, value) if field.type == "lines" else view

    def _with_rows(self, view: FieldView, field: Field, value: Any) -> FieldView:
        rows = self.draft.form.lines[field.id]
        typed = self.raw.get(field.id)
        raws = typed if isinstance(typed, list) else [{}] * len(value or [])
        made = tuple(
            self._row(rows, row, f"{field.id}.{at}", raws[at] if at < len(raws) else {}, view)
            for at, row in enumerate(value or [])
        )
        columns = self._row(rows, self._blank(rows), f"{field.id}.#", {}, view).fields
        return replace(view, rows=made, columns=columns, full=True)

    def _blank(self, rows: Form) -> dict[str, Any]:
        """What a new row starts with: its defaults, as far as an empty row gives them."""
        blank: dict[str, Any] = {one.id: None for one in rows.fields.values()}
        for one in rows.fields.values():
            if "default" in one.body:
                blank[one.id] = self.draft.evaluate(one.body["default"], blank, rows)
        return blank

    def _row(
        self, rows: Form, row: Mapping[str, Any], path: str, raw: Any, holder: FieldView
    ) -> RowView:
        typed = raw if isinstance(raw, Mapping) else {}
        made = []
        for field in rows.fields.values():
            view = self._view(
                rows, field, row.get(field.id), f"{path}.{field.id}", typed.get(field.id), row
            )
            made.append(replace(view, editable=holder.editable and not field.read_only))
        known = str(row.get("id", "")) if row.get("id") in self.saved_rows else ""
        return RowView(known, tuple(made), {one.id: one for one in made})

    def _view(
        self,
        form: Form,
        field: Field,
        value: Any,
        path: str,
        raw: Any,
        row: Mapping[str, Any] | None,
    ) -> FieldView:
        found = [one for one in self.problems if one.path == path]
        self.placed += found
        body = field.body
        return FieldView(
            id=field.id,
            path=path,
            type=field.type,
            title=pick(field.title, self.language),
            value=self.shower.field(form, field, value),
            help=pick(body.get("help"), self.language),
            required=field.required
            or field.id in self.needed
            or (row is None and self._holds(field, "required_if", False)),
            editable=row is None and self._editable(field),
            computed=field.computed is not None,
            full=bool(body.get("multiline")) or field.type == "lines",
            input=raw if isinstance(raw, str) else input_of(self.draft.tx, field, value),
            options=self._options(field, value),
            target=target_of(form, field.id) if field.type in ("link", "person") else "",
            holder=form.id,
            unit=self._unit(field, value, row, form),
            max_length=int(body.get("max_length", 0)),
            multiline=bool(body.get("multiline")),
            wrong=tuple(self.wrong(one) for one in found),
            why=self._why(field, value, path, row),
        )

    def _why(self, field: Field, value: Any, path: str, row: Mapping[str, Any] | None) -> str:
        """Where a saved value is explained; one that is only fetched through links explains itself,
        and rows that are being filled in may stand elsewhere by now."""
        before = self.draft.before
        if before is None or value is None or field.computed is None:
            return ""
        if _FETCHED.fullmatch(field.computed):
            return ""
        kept = not self.editable if row is not None else before.values.get(field.id) == value
        return f"/records/{self.draft.form.id}/{before.id}/why/{path}" if kept else ""

    def _editable(self, field: Field) -> bool:
        closed = field.read_only or field.id in self.rights.read_only
        return (
            field.id in self.editable
            and not closed
            and not self._holds(field, "read_only_if", False)
        )

    def _holds(self, field: Field, key: str, otherwise: bool) -> bool:
        source = field.body.get(key)
        return otherwise if source is None else holds(self.draft.evaluate(source))

    def _options(self, field: Field, value: Any) -> tuple[tuple[str, str, str], ...]:
        if field.type != "choice":
            return ()
        items = self.draft.tx.library.codes(str(field.body["options"])).values()
        return tuple(
            (item["id"], pick(item["title"], self.language), item.get("tone", ""))
            for item in items
            if not item.get("retired") or item["id"] == value
        )

    def _unit(self, field: Field, value: Any, row: Mapping[str, Any] | None, form: Form) -> str:
        """The unit behind the control: that of the value, else what its expression says by now."""
        if field.type == "money":
            return str(field.body.get("currency", "CNY"))
        if field.type != "quantity":
            return ""
        if isinstance(value, Quantity) and value.unit:
            return self.shower.unit(value)
        rows = form if form.holder else None
        unit = self.draft.evaluate(field.body["unit"], row, rows)
        return unit_title(self.draft.tx.library, unit, self.language) if unit else ""
