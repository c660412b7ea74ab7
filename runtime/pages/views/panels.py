"""Panels beside a record: records of other forms that have to do with it, and its own facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.definitions import Definition
from dougong.platform.expressions import Type, check
from dougong.platform.problems import Invalid
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import Loader, Query, labels, page
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.columns import SYSTEM, Columns
from dougong.runtime.pages.views.crumbs import nameless
from dougong.runtime.records import Draft
from dougong.runtime.showing import Shower, ShownValue, state_of

LIMIT = 5
COLUMNS = 2


@dataclass(frozen=True)
class PanelRow:
    """A record in one line; `note` are the columns in words."""

    href: str
    name: str
    day: str
    state: ShownValue
    note: str


@dataclass(frozen=True)
class Panel:
    """Records (`empty` says what it means that there are none), or facts of the record (`facts`:
    the fields stand in the form's view under the same id)."""

    id: str
    title: str
    facts: bool = False
    rows: list[PanelRow] = field(default_factory=list)
    empty: str = ""


def panels(tx: Transaction, draft: Draft) -> list[Panel]:
    """The panels the person may see, in the order of the form."""
    found = []
    for body in draft.form.panels:
        if "facts" in body:
            found.append(Panel(body["id"], pick(body["title"], tx.actor.language), facts=True))
        made = _listed(tx, draft, body) if "list" in body else None
        if made is not None:
            found.append(made)
    return found


def _listed(tx: Transaction, draft: Draft, body: Mapping[str, Any]) -> Panel | None:
    """None where the person may not read these records, or not know what they are chosen by."""
    definition = tx.library.get(body["list"])
    form = tx.library.form(str(definition.body["form"]))
    if not tx.actor.rights.may("read", form.id):
        return None
    limit = int(body.get("limit", LIMIT))
    try:
        found = page(tx, _query(tx, draft, definition, body, limit + 1)).records
    except Invalid:
        return None
    kept = [one for one in found if one.id != draft.system.id][:limit]
    words = pick(body.get("empty"), tx.actor.language)
    return Panel(
        body["id"],
        pick(body["title"], tx.actor.language),
        rows=_rows(tx, definition, body, kept, draft.form.id),
        empty=words or translate(N_("None"), tx.actor.language),
    )


def _query(
    tx: Transaction, draft: Draft, definition: Definition, body: Mapping[str, Any], limit: int
) -> Query:
    source = body.get("where")
    sort = tuple(definition.body.get("sort", ())) or ("-created_at",)
    query = Query(
        str(definition.body["form"]).removeprefix("form:"),
        definition.body.get("filter"),
        sort,
        limit=limit,
        also=(source,) if source else (),
        voided=False,
    )
    if not source:
        return query
    names = {"holder": Type("link", draft.form.id, optional=False)}
    reads = check(source, tx.library.scope(query.form, names)).reads
    paths = [path[1:] for path in reads if path[0] == "holder" and len(path) > 1]
    holder = Loader(tx).load(draft.form.id, draft.record().all(), paths)
    return query.asked_by(names, {"holder": holder})


def _rows(
    tx: Transaction,
    definition: Definition,
    body: Mapping[str, Any],
    records: list[Record],
    holder: str,
) -> list[PanelRow]:
    form = tx.library.form(str(definition.body["form"]))
    columns = Columns(tx, form, _columns(tx, definition, body, holder), Shower(tx))
    columns.note(records)
    names = labels(tx, form.id, [one.id for one in records])
    first = str((definition.body.get("sort") or ["created_at"])[0]).removeprefix("-")
    made = []
    for one in records:
        cells = (cell.value for cell in columns.cells(one))
        note = " · ".join(f"{c.text} {c.unit}".strip() for c in cells if not c.empty)
        many = len(form.states) > 1 or one.voided
        made.append(
            PanelRow(
                f"/records/{form.id}/{one.id}",
                names.get(one.id) or nameless(tx, form.id),
                _day(tx, one, first),
                state_of(tx, one) if many else ShownValue("state"),
                note,
            )
        )
    return made


def _columns(
    tx: Transaction, definition: Definition, body: Mapping[str, Any], holder: str
) -> list[str]:
    """Those the panel names, else the first of the list that tell the records apart."""
    if "columns" in body:
        return list(body["columns"])
    known = set(SYSTEM)
    if "where" in body:
        names = {"holder": Type("link", holder, optional=False)}
        form = str(definition.body["form"]).removeprefix("form:")
        reads = check(body["where"], tx.library.scope(form, names)).reads
        known |= {".".join(path[1:]) for path in reads if path[0] == "record"}
    return [one for one in definition.body["columns"] if one not in known][:COLUMNS]


def _day(tx: Transaction, record: Record, key: str) -> str:
    """The day the list is sorted by, else that of its making; the year only where it is another."""
    value = record.all().get(key)
    if not isinstance(value, date):
        value = record.system.created_at
    zone = ZoneInfo(tx.actor.timezone)
    day = value.astimezone(zone).date() if isinstance(value, datetime) else value
    this = tx.now.astimezone(zone).year
    return f"{day:%m-%d}" if day.year == this else f"{day:%Y-%m-%d}"
