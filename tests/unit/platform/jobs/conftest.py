"""A queue to put jobs on, and handlers for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import delete, select

from dougong.platform.jobs import Handler, Job, enqueue
from dougong.platform.problems import Conflict
from dougong.platform.storage import Storage
from dougong.platform.storage.platform_tables import Incident, JobRow, table_of
from dougong.platform.texts import Message
from tests.unit.platform.conftest import BY_HAND, OWNER, Clock

JOBS = table_of(JobRow)
INCIDENTS = table_of(Incident)
TIMEOUT = 20.0
NOT_TODAY = Message("not today")


@pytest.fixture
def queue(hall: Storage) -> Iterator[Storage]:
    """The database of this file with no job in it."""
    yield hall
    with hall.write(OWNER, BY_HAND) as tx:
        tx.connection.execute(delete(JOBS))
        tx.connection.execute(delete(INCIDENTS))


def put(storage: Storage, key: str = "k", kind: str = "work", **more: Any) -> None:
    with storage.write(OWNER, BY_HAND) as tx:
        enqueue(tx, kind, key, more.pop("payload", {"n": 1}), **more)


def rows(storage: Storage) -> list[Mapping[str, Any]]:
    with storage.read(OWNER) as tx:
        return [dict(one) for one in tx.connection.execute(select(JOBS)).mappings()]


def clock_of(storage: Storage) -> Clock:
    assert isinstance(storage.clock, Clock)
    return storage.clock


def finishing(seen: list[Job]) -> Handler:
    def handle(job: Job, storage: Storage) -> None:
        seen.append(job)
        with storage.write(OWNER, BY_HAND) as tx:
            job.done(tx)

    return handle


def failing(*seen: list[Job]) -> Handler:
    def handle(job: Job, storage: Storage) -> None:
        for one in seen:
            one.append(job)
        raise Conflict(NOT_TODAY)

    return handle
