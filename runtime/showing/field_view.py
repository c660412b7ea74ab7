"""A field on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dougong.runtime.showing.shown_value import ShownValue


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field; `rule` is `id@revision` when a rule said so."""

    message: str
    rule: str = ""


@dataclass(frozen=True)
class FieldView:
    """Everything a template needs to show a field or to have it filled in.

    `path` names the control (`lines.0.batch`), `input` is what stands in it, `options` are pairs of
    value and title, `target` is the form a link searches in, `rows` the rows of line items and
    `blank` the row a new one starts as.
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

    @property
    def control(self) -> str:
        """The id of the control in the page."""
        return self.path.replace(".", "-")


@dataclass(frozen=True)
class RowView:
    """A row of line items; `id` is "" for one that is not saved yet."""

    id: str
    fields: tuple[FieldView, ...] = ()
    by_id: Mapping[str, FieldView] = field(default_factory=dict)
