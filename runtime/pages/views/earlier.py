"""What the same task came to before, on the same things."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.definitions import Form, Transition
from dougong.platform.problems import Invalid
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import Query, page
from dougong.platform.texts import pick
from dougong.runtime.pages.views.subjects import link_fields
from dougong.runtime.showing import Shower, ShownValue, state_of

SHOWN = 5


@dataclass(frozen=True)
class EarlierRecord:
    """`marks` are the choices made then; `note` says what was found."""

    href: str
    number: str
    day: str
    marks: list[ShownValue]
    note: str


@dataclass(frozen=True)
class Earlier:
    """`about` names what the records have in common."""

    about: str
    records: list[EarlierRecord]


def earlier(tx: Transaction, record: Record, step: Transition) -> Earlier | None:
    """The last records of the form with the same links that have gone through `step`, newest first;
    None where the record links to nothing."""
    shower = Shower(tx)
    links = list(link_fields(tx, record))
    if not links:
        return None
    same = " and ".join(f"{field.id} == '{id}'" for field, id in links)
    query = Query(
        record.form, f"{same} and state == '{step.target}'", limit=SHOWN + 1, voided=False
    )
    try:
        found = page(tx, query).records
    except Invalid:
        return None  # a link leads through what the person may not see
    form = tx.library.form(record.form)
    names = [shower.field(form, field, id).text for field, id in links]
    rows = [_row(tx, form, one, step, shower) for one in found if one.id != record.id]
    return Earlier(" · ".join(names), rows[:SHOWN])


def _row(
    tx: Transaction, form: Form, record: Record, step: Transition, shower: Shower
) -> EarlierRecord:
    hidden = tx.actor.rights.of(form.id).hidden
    decided = [form.fields[id] for id in step.needs if id in form.fields and id not in hidden]
    marks = [
        shower.field(form, field, record.values[field.id])
        for field in decided
        if field.type == "choice" and record.values.get(field.id) is not None
    ]
    moment = shower.system(record, "changed_at").text
    return EarlierRecord(
        f"/records/{form.id}/{record.id}",
        record.system.number or "",
        moment.rsplit(" ", 1)[0],
        marks or [state_of(tx, record)],
        _found(tx, form, record, shower),
    )


def _found(tx: Transaction, form: Form, record: Record, shower: Shower) -> str:
    """The first row of its line items, else the last text somebody wrote."""
    hidden = tx.actor.rights.of(form.id).hidden
    for name, rows in form.lines.items():
        for row in (record.values.get(name) or [])[:1] if name not in hidden else ():
            told = [one for one in rows.fields.values() if row.get(one.id) is not None]
            shown = [shower.field(rows, one, row[one.id]) for one in told]
            told_words = [one.text for one in shown if one.kind in ("choice", "text") or one.number]
            return " ".join(told_words[:3])
    written = [
        str(record.values[field.id])
        for field in form.fields.values()
        if field.type == "text" and field.id not in hidden
        and not field.read_only and record.values.get(field.id)
    ]  # fmt: skip
    return pick(written[-1], tx.actor.language) if written else ""
