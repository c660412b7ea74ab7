"""A workshop whose definitions are changed, and everything put back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dougong.platform.definitions import Definition
from dougong.platform.problems import Invalid
from dougong.platform.storage import Storage, Transaction
from dougong.platform.storage.libraries import Libraries
from tests.services.workshop import bodies
from tests.unit.platform.conftest import undone


@pytest.fixture
def tx(hall: Storage) -> Iterator[Transaction]:
    """A transaction that leaves nothing behind: tests of one file share their database."""
    with undone(hall) as begun:
        yield begun


def later(tx: Transaction) -> Transaction:
    """The same transaction as one begun now would see it."""
    library = Libraries().live(tx.connection)
    return Transaction(tx.connection, tx.now, tx.actor, tx.cause, library)


def changed(ref: str, **more: Any) -> Definition:
    return Definition.of({**bodies()[ref], **more})


def with_field(ref: str, *fields: dict[str, Any]) -> Definition:
    made = bodies()[ref]
    made["fields"] += fields
    return Definition.of(made)


def places(refused: Invalid) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in refused.fields]
