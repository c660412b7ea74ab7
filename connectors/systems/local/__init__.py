"""The built-in system: operations are actions on our own records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.connectors.engine.connections import Connection
from dougong.connectors.ports import ports
from dougong.platform.storage import Transaction


def carry_out(
    tx: Transaction, connection: Connection, message: Mapping[str, Any]
) -> dict[str, Any]:
    """Run the operation's steps in this transaction; gives the answer as JSON.

    Raises Refused with a business reason, or whatever Problem a record raises.
    """
    operation = tx.library.operation(f"interface:{message['interface']}.{message['operation']}")
    body = connection.operation(operation.id)
    inputs = ports.records.read_inputs(tx, operation, message["inputs"])
    return ports.records.run_operation(tx, operation, body, inputs)
