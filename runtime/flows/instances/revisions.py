"""The flow revision an instance is pinned to."""

from __future__ import annotations

import json

from sqlalchemy import select

from dougong.platform.definitions import Definition
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import DefinitionRevision

_table = DefinitionRevision.__table__  # type: ignore[attr-defined]


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
