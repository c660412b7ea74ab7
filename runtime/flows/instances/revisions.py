"""The flow revision an instance is pinned to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from dougong.platform.definitions import Definition
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import DefinitionRevision, table_of

_table = table_of(DefinitionRevision)


def flow_revision(tx: Transaction, flow: str, revision: int) -> Definition:
    """The flow as it was at `revision`; forms and rules are always the live ones."""
    live = tx.library.find(f"flow:{flow}")
    if live is not None and tx.library.revision(live.ref) == revision:
        return live
    return tx.library.cached(("flow", flow, revision), lambda: _read(tx, flow, revision))


def _read(tx: Transaction, flow: str, revision: int) -> Definition:
    statement = select(_table.c.body).where(
        _table.c.ref == f"flow:{flow}", _table.c.revision == revision
    )
    return Definition.of(json.loads(tx.connection.execute(statement).scalar_one()))


def events_heard(tx: Transaction) -> frozenset[tuple[str, str]]:
    """Form and event of whatever some revision of some flow waits for or handles."""
    return tx.library.cached("events heard", lambda: _heard(tx))


def _heard(tx: Transaction) -> frozenset[tuple[str, str]]:
    statement = select(_table.c.body).where(_table.c.ref.startswith("flow:"))
    bodies = [json.loads(body) for body in tx.connection.execute(statement).scalars()]
    return frozenset(one for body in bodies for part in ("nodes", "handlers")
                     for one in _events_in(body.get(part, [])))  # fmt: skip


def _events_in(value: Any) -> Iterator[tuple[str, str]]:
    """Every `on` below a list of nodes or handlers."""
    if isinstance(value, list):
        for one in value:
            yield from _events_in(one)
    elif isinstance(value, dict):
        on = value.get("on")
        if isinstance(on, dict) and "event" in on:
            yield str(on["form"]).removeprefix("form:"), str(on["event"])
        for one in value.values():
            yield from _events_in(one)
