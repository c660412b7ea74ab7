"""Connections: an interface bound to a connector."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select

from dougong.platform.definitions import Definition
from dougong.platform.problems import Conflict
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Connection as ConnectionRow
from dougong.platform.storage.platform_tables import table_of
from dougong.platform.texts import N_, Message

_table = table_of(ConnectionRow)


@dataclass(frozen=True)
class Connection:
    """`connector` is the definition that does what the interface asks."""

    id: str
    interface: str
    connector: Definition

    def operation(self, id: str) -> dict[str, object]:
        """How the connector does an operation; Conflict where it cannot."""
        for body in self.connector.body["operations"]:
            if body["id"] == id and body["support"] != "unsupported":
                return dict(body)
        words = Message(N_("The connected system cannot do “{operation}”"), {"operation": id})
        raise Conflict(words)


def connection_for(tx: Transaction, interface: str) -> Connection:
    """The connection of an interface (`interface:erp`); Conflict when it is bound to nothing."""
    row = (
        tx.connection.execute(select(*_table.c).where(_table.c.interface == interface))
        .mappings()
        .first()
    )
    connector = tx.library.find(row["connector"]) if row else None
    if row is None or connector is None:
        raise Conflict(
            Message(N_("“{interface}” is not connected to any system"), {"interface": interface})
        )
    return Connection(row["id"], interface, connector)


def put_connection(tx: Transaction, id: str, interface: str, connector: str) -> None:
    """Bind an interface, unless it is bound already: what an implementer chose stays."""
    if (
        tx.connection.execute(select(_table.c.id).where(_table.c.interface == interface)).first()
        is None
    ):
        values = {
            "id": id,
            "interface": interface,
            "connector": connector,
            "settings": {},
            "state": "live",
        }
        tx.connection.execute(insert(_table).values(values))
