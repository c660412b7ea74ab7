"""Which records a field that asks for options may be filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.expressions import Type, holds
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Loader
from dougong.runtime.pages.views.asker import Asker


class Fits:
    """Whether a candidate passes a filter that reads the asking record as `holder`."""

    def __init__(self, tx: Transaction, target: str, source: str, asker: Asker) -> None:
        self.tx, self.target, self.source = tx, target, source
        names = {"holder": Type("link", asker.record.id, optional=False)}
        self.compiled = tx.library.compiled(source, target, names)
        reads = self.compiled.checked.reads
        self.own = [path[1:] for path in reads if path[0] == "record" and len(path) > 1]
        self.asks_holder = any(path[0] == "holder" for path in reads)
        held = [path[1:] for path in reads if path[0] == "holder" and len(path) > 1]
        self.loader = Loader(tx)
        known = self._held(asker.record, asker.held)
        self.holder = self.loader.load(asker.record.id, known, held)

    def _held(self, form: Form, held: Mapping[str, str]) -> dict[str, Any]:
        """What the page says stands in the record's links and choices; the rest is empty."""
        plain = ("link", "person", "choice", "text")
        return {
            field.id: (held.get(field.id) or None) if field.type in plain else None
            for field in form.fields.values()
        }

    def __call__(self, candidate: Mapping[str, Any]) -> bool:
        """`candidate`: every value of a record, or of a row with its `parent`."""
        values = self.loader.load(self.target, candidate, self.own)
        return holds(self.compiled({"record": values, "holder": self.holder}, self.tx.evaluation))


def fits_for(tx: Transaction, target: str, asker: Asker | None) -> Fits | None:
    """The filter of the asking field; None when it has none."""
    source = asker.field.body.get("filter") if asker else None
    return Fits(tx, target, source, asker) if source and asker else None
