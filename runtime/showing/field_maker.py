"""A field of a record as people see it, or fill it in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Quantity, holds
from dougong.platform.fields import readings_in_words, write_readings
from dougong.platform.problems import FieldProblem
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.records import Draft, ReadingTerms, terms_of
from dougong.runtime.showing.field_view import FieldView, Wrong
from dougong.runtime.showing.inputs import input_of
from dougong.runtime.showing.names import target_of
from dougong.runtime.showing.shown_value import ShownValue
from dougong.runtime.showing.takes import takes_of
from dougong.runtime.showing.values import Shower, unit_title

WARN = "warn"  # the code of what a rule only warns of
_FETCHED = re.compile(r"[A-Za-z_][\w.]*")


class FieldMaker:
    """Makes the views of a draft's fields; `placed` are the problems they carry."""

    def __init__(
        self, draft: Draft, editable: set[str], problems: list[FieldProblem], needed: set[str]
    ) -> None:
        self.draft, self.editable, self.problems, self.needed = draft, editable, problems, needed
        self.placed: list[FieldProblem] = []
        self.shower = Shower(draft.tx)
        self.shower.names.note_record(draft.record())
        self.language = draft.tx.actor.language
        self.rights = draft.tx.actor.rights.of(draft.form.id)

    def view(
        self,
        form: Form,
        field: Field,
        value: Any,
        path: str,
        raw: Any,
        row: Mapping[str, Any] | None,
    ) -> FieldView:
        """The field with its value; `path` is where it stands, `row` the row it belongs to."""
        found = [one for one in self.problems if one.path == path or _within(one, field, path)]
        self.placed += found
        terms = self._terms(form, field, row)
        body = field.body
        return FieldView(
            id=field.id,
            path=path,
            type=field.type,
            title=pick(field.title, self.language),
            value=self._shown(form, field, value, terms),
            help=pick(body.get("help"), self.language),
            required=field.required
            or (row is None and field.id in self.needed)
            or self.holds(field, "required_if", False, row, form),
            editable=row is None and self._editable(field),
            apt=row is None or self.holds(field, "visible_if", True, row, form),
            computed=field.computed is not None,
            full=bool(body.get("multiline")) or field.type in ("lines", "files"),
            input=raw if isinstance(raw, str) else input_of(self.draft.tx, field, value),
            options=self._options(field, value),
            target=target_of(form, field.id) if field.type in ("link", "person") else "",
            holder=form.id,
            unit=terms.unit if terms else self._unit(field, value, row, form),
            max_length=int(body.get("max_length", 0)),
            multiline=bool(body.get("multiline")),
            wrong=tuple(self.wrong(one, path) for one in found),
            why=self._why(field, value, path, row),
            fixed=bool(body.get("fixed")),
            terms=terms,
            readings=_each(terms, value),
            takes=takes_of(field, value, raw),
        )

    def wrong(self, one: FieldProblem, path: str = "") -> Wrong:
        """A problem in the language of the actor; of one reading of many, with its number."""
        words, place = one.message.render(self.language), one.path.removeprefix(f"{path}.")
        if path and place.isdecimal():
            words = translate(N_("No. {n}: {what}"), self.language, n=int(place) + 1, what=words)
            return Wrong(words, one.rule or "", one.code == WARN, int(place) + 1)
        return Wrong(words, one.rule or "", one.code == WARN)

    def _terms(
        self, form: Form, field: Field, row: Mapping[str, Any] | None
    ) -> ReadingTerms | None:
        if field.type != "readings":
            return None
        return terms_of(self.draft, field, row, form if form.holder else None)

    def _shown(
        self, form: Form, field: Field, value: Any, terms: ReadingTerms | None
    ) -> ShownValue:
        if terms is None or value is None:
            return self.shower.field(form, field, value)
        return ShownValue("readings", readings_in_words(value, self.language, terms.count))

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
        closed = field.id not in self.editable or field.id in self.rights.read_only
        return not closed and self.open(field)

    def open(
        self, field: Field, row: Mapping[str, Any] | None = None, form: Form | None = None
    ) -> bool:
        """Whether the form lets people fill the field in, in this row of `form`."""
        return not field.read_only and not self.holds(field, "read_only_if", False, row, form)

    def holds(
        self,
        field: Field,
        key: str,
        otherwise: bool,
        row: Mapping[str, Any] | None = None,
        form: Form | None = None,
    ) -> bool:
        """Whether the condition `key` of a field holds for the record, or for a row of `form`;
        `otherwise`: it has none."""
        source = field.body.get(key)
        if source is None:
            return otherwise
        return holds(self.draft.evaluate(source, row, None if row is None else form))

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


def _within(one: FieldProblem, field: Field, path: str) -> bool:
    """Whether a problem is about one of the readings of a field."""
    return field.type == "readings" and one.path.startswith(f"{path}.")


def _each(terms: ReadingTerms | None, value: Any) -> tuple[tuple[str, str], ...]:
    """Every reading in words, with how it looks."""
    return (
        tuple(
            (write_readings((one,), terms.decimals).upper(), terms.tone(one)) for one in value or ()
        )
        if terms
        else ()
    )
