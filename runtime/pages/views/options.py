"""What a link or person field may be filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.identity import people
from dougong.platform.problems import NotFound
from dougong.platform.storage import Record, Transaction, tokens
from dougong.platform.storage.query import Query, get, labels, page
from dougong.platform.texts import N_, Message
from dougong.runtime.pages.views.asker import Asker, asker_of
from dougong.runtime.pages.views.fits import Fits
from dougong.runtime.records import form_for
from dougong.runtime.showing import Shower, state_of

MOST = 20
SCANNED = 500  # candidates looked at when a condition on the holder cannot be asked of the database


@dataclass(frozen=True)
class Option:
    """`hint` helps to tell one from the other."""

    id: str
    text: str
    hint: str = ""


def options(
    tx: Transaction, target: str, words: str, asks: str = "", held: Mapping[str, str] | None = None
) -> list[Option]:
    """At most 20 records (rows, people) the actor may see that fit `words` and the field's filter.

    `asks` is `form.field` of the asking field ("" for a list's filter), `held` what stands in the
    other fields of its record. Raises NotFound.
    """
    asker = asker_of(tx, target, asks, held or {})
    if target == "user":
        return [Option(id, name, login) for id, name, login in people(tx, words, MOST)]
    form_for(tx, target.split(".")[0], "read")
    if not tx.library.has_form(target):
        raise NotFound(Message(N_("There is no such form")))
    if "." in target:
        return _rows(tx, target, words, asker)
    return _named(tx, list(_fitting(tx, target, words, asker)))


def _fitting(tx: Transaction, target: str, words: str, asker: Asker | None) -> Iterator[Record]:
    """Candidates that pass the filter, the newest (or those with the lowest code) first."""
    source = asker.field.body.get("filter") if asker else None
    fits = Fits(tx, target, source, asker) if source and asker else None
    also = (source,) if source and fits is not None and not fits.asks_holder else ()
    form = tx.library.form(target)
    sort = (form.unique[0][0],) if form.unique and len(form.unique[0]) == 1 else ("-created_at",)
    query = Query(target, None, sort, words.strip()[:200] or None, MOST, None, also, voided=False)
    seen = given = 0
    while given < MOST and seen < SCANNED:
        found = page(tx, query)
        for record in found.records:
            seen += 1
            if given < MOST and (fits is None or not fits.asks_holder or fits(record)):
                given += 1
                yield record
        if found.next_cursor is None:
            return
        query = replace(query, cursor=found.next_cursor)


def _named(tx: Transaction, records: list[Record]) -> list[Option]:
    names = labels(tx, records[0].form, [one.id for one in records]) if records else {}
    shower = Shower(tx)
    for one in records:
        shower.names.note_record(one)
    return [Option(one.id, names.get(one.id) or "—", _hint(tx, one, shower)) for one in records]


def _hint(tx: Transaction, record: Record, shower: Shower) -> str:
    """The first link and the state: what people tell two records apart by."""
    form = tx.library.form(record.form)
    hidden = tx.actor.rights.of(form.id).hidden
    links = (f for f in form.fields.values() if f.type == "link" and f.id not in hidden)
    first = next((f for f in links if record.values.get(f.id)), None)
    words = [shower.field(form, first, record.values[first.id]).text] if first else []
    if len(form.states) > 1:
        words.append(state_of(tx, record).text)
    return " · ".join(words)


def _rows(tx: Transaction, target: str, words: str, asker: Asker | None) -> list[Option]:
    """Rows of the record another field of the page names, else of the newest that fit."""
    holder, name = target.split(".")
    if name in tx.actor.rights.of(holder).hidden:
        return []
    chosen = _chosen(asker, holder)
    if chosen is not None:
        record = get(tx, holder, chosen)
        found = _of_records(tx, target, [record] if record else [])
        return [one for one in found if _matches(one, words)][:MOST]
    query = Query(holder, search=words.strip()[:200] or None, limit=MOST, voided=False)
    return _of_records(tx, target, page(tx, query).records)[:MOST]


def _chosen(asker: Asker | None, holder: str) -> str | None:
    """The record that a link of the asking record to the rows' form names."""
    if asker is None:
        return None
    links = (f for f in asker.record.fields.values() if f.body.get("to") == f"form:{holder}")
    return next((asker.held[f.id] for f in links if asker.held.get(f.id)), None)


def _of_records(tx: Transaction, target: str, records: list[Record]) -> list[Option]:
    name = target.split(".")[1]
    rows = [row for record in records for row in record.values.get(name) or []]
    names = labels(tx, target, [row["id"] for row in rows])
    form, shower = tx.library.form(target), Shower(tx)
    return [
        Option(row["id"], names.get(row["id"], "—"), _row_hint(form, row, shower)) for row in rows
    ]


def _row_hint(form: Form, row: Mapping[str, Any], shower: Shower) -> str:
    told = (f for f in form.fields.values() if f.type in ("link", "text", "quantity"))
    shown = [shower.field(form, field, row[field.id]) for field in told if row.get(field.id)]
    return " · ".join(f"{one.text} {one.unit}".strip() for one in shown[:2])


def _matches(option: Option, words: str) -> bool:
    """The same way of finding as in the search: parts of codes, pinyin initials."""
    known = tokens(f"{option.text} {option.hint}")
    return all(any(one.startswith(w) for one in known) for w in words.lower().split())
