"""Labels of a record, as a definition of printing asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import segno

from dougong.platform.definitions import Definition, Form
from dougong.platform.expressions import holds
from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message, pick
from dougong.runtime.records import Draft, form_for, stored
from dougong.runtime.showing import Filling, Shower

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LabelView:
    """One label: its head, its lines, a QR code as SVG (or none), its tone."""

    head: str
    lines: tuple[str, ...]
    code: str
    tone: str


@dataclass(frozen=True)
class LabelsView:
    """All labels of a record; `sheet` is the style that gives paper its size."""

    title: str
    back: str
    sheet: str
    labels: tuple[LabelView, ...]


def prints_of(tx: Transaction, form: str) -> list[tuple[str, str]]:
    """What can be printed of records of a form: address part and title."""
    found = (one for one in tx.library.all("print") if one.body["form"] == f"form:{form}")
    return [(one.id, pick(one.body["title"], tx.actor.language)) for one in found]


def printed(tx: Transaction, id: str) -> Definition:
    """A definition of printing. Raises NotFound."""
    found = tx.library.find(f"print:{id}")
    if found is None:
        raise NotFound(Message(N_("There is no such page")))
    return found


def labels_view(tx: Transaction, print_id: str, form_id: str, id: str) -> LabelsView:
    """The labels of a record, one for each row where the definition says so. Raises NotFound."""
    definition = printed(tx, print_id)
    if definition.body["form"] != f"form:{form_id}":
        raise NotFound(Message(N_("There is no such page")))
    form_for(tx, form_id, "read")
    draft = stored(tx, form_id, id)
    shower, of = Shower(tx), definition.body.get("of")
    rows: list[tuple[Row | None, Form | None]] = [(None, None)]
    if of is not None:
        rows = [(row, draft.form.lines[of]) for row in draft.values.get(of) or []]
    made = (_label(draft, definition.body, shower, row, form) for row, form in rows)
    return LabelsView(
        pick(definition.body["title"], tx.actor.language),
        f"/records/{form_id}/{id}",
        f"/prints/{print_id}.css",
        tuple(one for one in made if one is not None),
    )


def _label(
    draft: Draft, body: Mapping[str, Any], shower: Shower, row: Row | None, rows: Form | None
) -> LabelView | None:
    def value(source: str) -> Any:
        return draft.evaluate(source, row, rows)

    if "if" in body and not holds(value(body["if"])):
        return None
    fill = Filling(shower, (rows or draft.form).id, value)
    language = shower.language
    code = value(body["qr"]) if "qr" in body else None
    return LabelView(
        fill(pick(body["head"], language)),
        tuple(fill(pick(text, language)) for text in body.get("lines", ())),
        segno.make_qr(code, error="m").svg_inline(border=1, omitsize=True) if code else "",
        str(value(body["colour"]) or "grey") if "colour" in body else "grey",
    )
