"""What a link to rows of line items may be filled with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.storage import Record, Transaction, tokens
from dougong.platform.storage.query import Query, get, labels, page
from dougong.runtime.pages.views.asker import Asker
from dougong.runtime.pages.views.fits import fits_for
from dougong.runtime.pages.views.option import MOST, SCANNED, Option
from dougong.runtime.showing import Shower

Row = Mapping[str, Any]


def row_options(tx: Transaction, target: str, words: str, asker: Asker | None) -> list[Option]:
    """Rows that pass the filter: of the record another field of the page names, else of the newest."""
    holder, name = target.split(".")
    if name in tx.actor.rights.of(holder).hidden:
        return []
    chosen = _chosen(asker, holder)
    if chosen is not None:
        record = get(tx, holder, chosen)
        rows = list(_fitting(tx, target, [record] if record else [], asker))
        return [one for one in _shown(tx, target, rows) if _matches(one, words)][:MOST]
    found = _fitting(tx, target, _newest(tx, holder, words), asker)
    return _shown(tx, target, list(islice(found, MOST)))


def _newest(tx: Transaction, form: str, words: str) -> Iterator[Record]:
    """Records with `words` in them, as many as are looked at."""
    query = Query(form, search=words.strip()[:200] or None, limit=MOST, voided=False)
    for _ in range(SCANNED // MOST):
        found = page(tx, query)
        yield from found.records
        if found.next_cursor is None:
            return
        query = replace(query, cursor=found.next_cursor)


def _fitting(
    tx: Transaction, target: str, records: Iterable[Record], asker: Asker | None
) -> Iterator[Row]:
    fits = fits_for(tx, target, asker)
    name = target.split(".")[1]
    for record in records:
        for row in record.values.get(name) or []:
            if fits is None or fits({**row, "parent": record.id}):
                yield row


def _chosen(asker: Asker | None, holder: str) -> str | None:
    """The record that a link of the asking record to the rows' form names."""
    if asker is None:
        return None
    links = (f for f in asker.record.fields.values() if f.body.get("to") == f"form:{holder}")
    return next((asker.held[f.id] for f in links if asker.held.get(f.id)), None)


def _shown(tx: Transaction, target: str, rows: list[Row]) -> list[Option]:
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
