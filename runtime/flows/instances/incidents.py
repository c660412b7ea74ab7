"""Incidents: instances that cannot go on by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select, update

from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import Incident, table_of

_table = table_of(Incident)
OWNER = "admin"


def open_incident(
    tx: Transaction, instance: str, what: Mapping[str, Any], message: str | None = None
) -> str:
    """Note what went wrong; the role `admin` owns it."""
    id = new_id()
    tx.connection.execute(
        insert(_table).values(
            id=id,
            instance=instance,
            message=message,
            what=dict(what),
            owner=OWNER,
            state="open",
            created_at=tx.now,
        )
    )
    return id


def incidents_of(tx: Transaction, instance: str) -> list[dict[str, Any]]:
    """Incidents of an instance, oldest first."""
    statement = select(*_table.c).where(_table.c.instance == instance).order_by(_table.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def resolve(tx: Transaction, instance: str, how: str) -> None:
    """Close the open incidents of an instance."""
    mine = (_table.c.instance == instance) & (_table.c.state == "open")
    values = {"state": "resolved", "resolved_at": tx.now, "resolved_by": tx.actor.id, "how": how}
    tx.connection.execute(update(_table).where(mine).values(values))
