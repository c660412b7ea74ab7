"""What connectors need of the floors above; the shell binds who answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from dougong.platform.definitions import Operation
from dougong.platform.storage import Transaction

Message = Mapping[str, Any]


class Records(Protocol):
    """Runs the steps of an operation on records."""

    def run_operation(
        self,
        tx: Transaction,
        operation: Operation,
        body: Mapping[str, Any],
        inputs: Mapping[str, Any],
    ) -> dict[str, Any]:
        """The answer as JSON; raises Refused with the business reason as the field's code."""

    def read_inputs(
        self, tx: Transaction, operation: Operation, raw: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Input values of JSON; raises Invalid."""


class Outcomes(Protocol):
    """Hears how a message ended."""

    def settled(self, tx: Transaction, message: Message) -> None:
        """In the transaction that settles it: confirmed, refused or parked."""


class Ports:
    """The bound ports."""

    records: Records
    outcomes: Outcomes


ports = Ports()


def bind(records: Records, outcomes: Outcomes) -> None:
    """Bind who runs operations on records and who hears of outcomes."""
    ports.records, ports.outcomes = records, outcomes
