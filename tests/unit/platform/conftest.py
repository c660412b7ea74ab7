"""A storage in which the workshop is live."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dougong.platform.publishing import publish_definitions
from dougong.platform.storage import Actor, Cause, Rights, Storage, Transaction
from tests.conftest import DATABASES
from tests.services.postgresql import Cluster
from tests.services.workshop import SOUND, definitions

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
OWNER = Actor("owner", "Owner", rights=Rights(everything=True))
BY_HAND = Cause("person", "owner")


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class _Undone(Exception):
    """Rolls a transaction back."""


@contextmanager
def undone(storage: Storage) -> Iterator[Transaction]:
    """A writing transaction that leaves nothing behind."""
    with suppress(_Undone), storage.write(OWNER, BY_HAND) as begun:
        yield begun
        raise _Undone


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def still(database_url: str, clock: Clock) -> Iterator[Storage]:
    """Storage on both databases with a clock that stands still."""
    opened = Storage(database_url, clock)
    yield opened
    opened.close()


@pytest.fixture
def shop(still: Storage) -> Storage:
    """The workshop, published."""
    with still.write(OWNER, BY_HAND) as tx:
        publish_definitions(tx, definitions(SOUND))
    return still


@pytest.fixture(scope="module", params=DATABASES)
def module_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database that the tests of a file share."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        folder = request.getfixturevalue("tmp_path_factory").mktemp("shared")
        shutil.copy(template, folder / "shared.sqlite")
        yield f"sqlite:///{folder / 'shared.sqlite'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    url = cluster.create(template=request.getfixturevalue("postgres_template"))
    yield url
    cluster.drop(url)


@pytest.fixture(scope="module")
def hall(module_url: str) -> Iterator[Storage]:
    """The workshop, published once for the tests of a file: they leave each other alone."""
    opened = Storage(module_url, Clock())
    with opened.write(OWNER, BY_HAND) as tx:
        publish_definitions(tx, definitions(SOUND))
    yield opened
    opened.close()
