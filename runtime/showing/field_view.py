"""A field on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dougong.runtime.records import ReadingTerms
from dougong.runtime.showing.share_view import ShareView
from dougong.runtime.showing.shown_value import ShownValue
from dougong.runtime.showing.takes import Takes

FEW = 4


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field; `rule` is `id@revision` when a rule said so. `warning`: it may be
    done all the same. `at`: the number of the one reading it is about, from 1."""

    message: str
    rule: str = ""
    warning: bool = False
    at: int = 0


@dataclass(frozen=True)
class FieldView:
    """Everything a template needs to show a field or to have it filled in.

    `path` names the control (`lines.0.batch`), `input` is what stands in it, `options` are pairs of
    value and title, `target` is the form a link searches in, `rows` the rows of line items and
    `blank` the row a new one starts as; `why` leads to how a computed value came about;
    `terms` what readings are asked for, `readings` each of them with how it looks, `takes` what a
    field of files takes; `fixed`: rows are neither added nor removed, `share` how rows split a
    quantity; `grid`: how line items of readings are shown; `apt`: false in a row it has nothing to
    do with.
    """

    id: str
    path: str
    type: str
    title: str
    value: ShownValue
    help: str = ""
    required: bool = False
    editable: bool = False
    computed: bool = False
    apt: bool = True
    full: bool = False
    input: str = ""
    options: tuple[tuple[str, str, str], ...] = ()
    target: str = ""
    holder: str = ""
    unit: str = ""
    max_length: int = 0
    multiline: bool = False
    wrong: tuple[Wrong, ...] = ()
    rows: tuple[RowView, ...] = ()
    columns: tuple[FieldView, ...] = ()
    place: str = ""
    why: str = ""
    terms: ReadingTerms | None = None
    readings: tuple[tuple[str, str], ...] = ()
    fixed: bool = False
    share: ShareView | None = None
    takes: Takes | None = None
    grid: Mapping[str, object] | None = None

    @property
    def refused(self) -> bool:
        """Whether it cannot stay as it is."""
        return any(not one.warning for one in self.wrong)

    @property
    def control(self) -> str:
        """The id of the control in the page; `place` tells several forms of a page apart."""
        at = self.path.replace(".", "-")
        return f"{self.place}-{at}" if self.place else at

    @property
    def in_row(self) -> bool:
        """Whether it is a cell of line items: the head of its column is its only visible word."""
        return "." in self.path

    @property
    def segmented(self) -> bool:
        """Whether its options stand side by side as large buttons: few, and with colours."""
        few = 0 < len(self.options) <= FEW
        return few and not self.in_row and any(tone for _, _, tone in self.options)

    @property
    def heads(self) -> list[dict[str, object]]:
        """Heads of the columns of line items that are read."""
        return [
            {"title": one.title, "number": one.value.number}
            for one in self.columns
            if one.id not in self.bare
        ]

    @property
    def bare(self) -> frozenset[str]:
        """Columns of readings in which no row has anything: they are many, and few rows use all."""
        if self.grid is None:
            return frozenset()
        filled = {one.id for row in self.rows for one in row.fields if not one.value.empty}
        return frozenset({one.id for one in self.columns} - filled)

    @property
    def entry_heads(self) -> list[dict[str, object]]:
        """Heads while rows are filled in: columns that are `idle` are left out."""
        shown = (one for one in self.columns if one.id not in self.idle)
        return [
            {
                "title": one.title,
                "number": one.value.number,
                "needed": one.required and one.editable,
            }
            for one in shown
        ]

    @property
    def idle(self) -> frozenset[str]:
        """Columns nobody can fill in here and where nothing stands yet."""
        rows = (self.columns, *(row.fields for row in self.rows))
        open_ = {one.id for fields in rows for one in fields if one.editable or one.computed}
        closed = {one.id for one in self.columns} - open_
        filled = {one.id for row in self.rows for one in row.fields if not one.value.empty}
        return frozenset(closed - filled)


@dataclass(frozen=True)
class RowView:
    """A row of line items; `id` is "" for one that is not saved yet. `facts`: what a grid knows of it,
    as JSON."""

    id: str
    fields: tuple[FieldView, ...] = ()
    by_id: Mapping[str, FieldView] = field(default_factory=dict)
    facts: str = ""
