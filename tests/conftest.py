"""Databases every test may ask for: SQLite and a real PostgreSQL, fresh each time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dougong.platform.storage import Storage
from tests.services.postgresql import Cluster

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this test process, started when the first test asks for it."""
    started = Cluster()
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def postgres_url(cluster: Cluster) -> str:
    """An empty database on PostgreSQL, for one session."""
    return cluster.create()


@pytest.fixture(scope="session")
def postgres_template(cluster: Cluster) -> str:
    """The name of a migrated database that others are copied from."""
    storage = Storage(cluster.create(name="migrated"))
    storage.migrate()
    storage.close()
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that others are copied from."""
    path = tmp_path_factory.mktemp("template") / "migrated.sqlite"
    storage = Storage(f"sqlite:///{path}")
    storage.migrate()
    storage.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of its own."""
    copy = tmp_path / "test.sqlite"
    shutil.copy(sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def postgresql_url(cluster: Cluster, postgres_template: str) -> Iterator[str]:
    """A migrated PostgreSQL database of its own."""
    url = cluster.create(template=postgres_template)
    yield url
    cluster.drop(url)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database; a test that asks for it runs on both kinds."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def storage(database_url: str) -> Iterator[Storage]:
    """Storage on a migrated database, on both kinds."""
    opened = Storage(database_url)
    yield opened
    opened.close()
