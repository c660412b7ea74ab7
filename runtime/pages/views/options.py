"""What a link or person field may be filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dougong.platform.identity import people
from dougong.platform.problems import NotFound
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import Query, labels, page
from dougong.platform.texts import N_, Message
from dougong.runtime.pages.views.asker import Asker, asker_of
from dougong.runtime.pages.views.fits import fits_for
from dougong.runtime.pages.views.option import MOST, SCANNED, Option
from dougong.runtime.pages.views.row_options import row_options
from dougong.runtime.records import form_for
from dougong.runtime.showing import Mark, Marks, Shower, state_of

NOTHING: Mapping[str, str] = {}


def options(
    tx: Transaction,
    target: str,
    words: str,
    asks: str = "",
    held: Mapping[str, str] = NOTHING,
    row: Mapping[str, str] = NOTHING,
) -> list[Option]:
    """At most 20 records (rows, people) the actor may see that fit `words` and the field's filter.

    `asks` is `form.field` of the asking field ("" for a list's filter), `held` what stands in the
    other fields of its record, `row` in those of its row. Raises NotFound.
    """
    asker = asker_of(tx, target, asks, held, row)
    if target == "user":
        return [Option(id, name, login) for id, name, login in people(tx, words, MOST)]
    form_for(tx, target.split(".")[0], "read")
    if not tx.library.has_form(target):
        raise NotFound(Message(N_("There is no such form")))
    if "." in target:
        return row_options(tx, target, words, asker)
    marks = Marks(tx, tx.library.form(target))
    return _named(tx, list(_fitting(tx, target, words, asker, marks)))


def _fitting(
    tx: Transaction, target: str, words: str, asker: Asker | None, marks: Marks
) -> Iterator[tuple[Record, list[Mark]]]:
    """Candidates that pass the filter, the newest (or those with the lowest code) first."""
    fits = fits_for(tx, target, asker)
    also = (fits.source,) if fits is not None and fits.alone else ()
    form = tx.library.form(target)
    sort = (form.unique[0][0],) if form.unique and len(form.unique[0]) == 1 else ("-created_at",)
    query = Query(target, None, sort, words.strip()[:200] or None, MOST, None, also, voided=False)
    query = replace(query, asks=marks.asks)
    seen = given = 0
    while given < MOST and seen < SCANNED:
        found = page(tx, query)
        for record, answers in zip(found.records, found.answers, strict=True):
            seen += 1
            if given < MOST and (fits is None or fits.alone or fits(record.all())):
                given += 1
                yield record, marks.told(answers)
        if found.next_cursor is None:
            return
        query = replace(query, cursor=found.next_cursor)


def _named(tx: Transaction, found: list[tuple[Record, list[Mark]]]) -> list[Option]:
    records = [record for record, _ in found]
    names = labels(tx, records[0].form, [one.id for one in records]) if records else {}
    shower = Shower(tx)
    for one in records:
        shower.names.note_record(one)
    return [
        Option(one.id, names.get(one.id) or "—", _hint(tx, one, shower), marks)
        for one, marks in found
    ]


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
