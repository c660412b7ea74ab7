"""Which records a field that asks for options may be filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.expressions import Type, holds
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Loader, get, row
from dougong.runtime.pages.views.asker import Asker

_PLAIN = ("link", "person", "choice", "text")


class Fits:
    """Whether a candidate passes a filter that reads the asking record as `holder`, its row as `row`."""

    def __init__(self, tx: Transaction, target: str, source: str, asker: Asker) -> None:
        self.tx, self.target, self.source = tx, target, source
        self.compiled = tx.library.compiled(source, target, _names(asker))
        self.own = self._reads("record")
        self.alone = not self._reads("holder") and not self._reads("row")
        self.loader = Loader(tx)
        told = {"holder": (asker.record, _held(asker.record, asker.held))}
        if asker.in_rows:
            told["row"] = (asker.form, _row(tx, asker))
        self.around = {
            name: self.loader.load(form.id, values, self._reads(name))
            for name, (form, values) in told.items()
        }

    def _reads(self, name: str) -> list[tuple[str, ...]]:
        reads = self.compiled.checked.reads
        return [path[1:] for path in reads if path[0] == name and len(path) > 1]

    def __call__(self, candidate: Mapping[str, Any]) -> bool:
        """`candidate`: every value of a record, or of a row with its `parent`."""
        values = self.loader.load(self.target, candidate, self.own)
        return holds(self.compiled({"record": values, **self.around}, self.tx.evaluation))


def _names(asker: Asker) -> dict[str, Type]:
    names = {"holder": Type("link", asker.record.id, optional=False)}
    return {**names, "row": Type("link", asker.form.id, optional=False)} if asker.in_rows else names


def _held(form: Form, held: Mapping[str, str]) -> dict[str, Any]:
    """What the page says stands in links and choices; the rest is empty."""
    return {
        field.id: (held.get(field.id) or None) if field.type in _PLAIN else None
        for field in form.fields.values()
    }


def _row(tx: Transaction, asker: Asker) -> dict[str, Any]:
    """What is saved in the row, as far as the person may see it, then what the page says."""
    told = _held(asker.form, asker.row)
    holder, name = asker.form.id.split(".")
    hidden = name in tx.actor.rights.of(holder).hidden
    saved = None if hidden else row(tx, asker.form.id, asker.row.get("id", ""))
    if saved is None or get(tx, holder, saved["parent"]) is None:
        return told
    return {**saved, **{key: value for key, value in told.items() if value is not None}}


def fits_for(tx: Transaction, target: str, asker: Asker | None) -> Fits | None:
    """The filter of the asking field; None when it has none."""
    source = asker.field.body.get("filter") if asker else None
    return Fits(tx, target, source, asker) if source and asker else None
