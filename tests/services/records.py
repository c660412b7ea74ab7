"""Records written straight through the query builder, without the pipeline above it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dougong.platform.storage import Record, System, Transaction, new_id
from dougong.platform.storage.query import insert


def add(
    tx: Transaction, form: str, id: str | None = None, after: float = 0, **values: Any
) -> Record:
    """A new record in the start state, `after` seconds later than the transaction."""
    at = tx.now + timedelta(seconds=after)
    known = {name: values.pop(name) for name in ("number", "site", "state") if name in values}
    start = tx.library.form(form).start
    system = System(id or new_id(), known.pop("state", start), 1, at, at, **known)
    record = Record(form, system, values)
    insert(tx, record)
    return record


def part(tx: Transaction, code: str, **values: Any) -> Record:
    """A part."""
    more = {"name": f"Part {code}", "unit": "pcs", "kind": "bought", **values}
    return add(tx, "part", code=code, **more)
