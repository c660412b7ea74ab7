"""Incidents that are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Incident, Instance, table_of

_incidents = table_of(Incident)
_instances = table_of(Instance)


@dataclass(frozen=True)
class Trouble:
    """Where a flow has stopped, and why (in every language)."""

    id: str
    instance: str
    flow: str
    node: str
    error: Mapping[str, str]


def open_troubles(tx: Transaction) -> list[Trouble]:
    """Open incidents of instances, the oldest first."""
    statement = (
        select(_incidents.c.id, _incidents.c.instance, _incidents.c.what, _instances.c.flow)
        .join(_instances, _instances.c.id == _incidents.c.instance)
        .where(_incidents.c.state == "open")
        .order_by(_incidents.c.id)
    )
    return [
        Trouble(row.id, row.instance, row.flow, str(row.what.get("node")), row.what["error"])
        for row in tx.connection.execute(statement)
    ]
