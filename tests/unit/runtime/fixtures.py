"""Databases that are ready to work on: copied from templates made once per session."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dougong.connectors.engine import put_connection
from dougong.platform import publishing
from dougong.platform.identity import create_site, create_user
from dougong.platform.resources import packs_folder
from dougong.platform.storage import Cause, Storage
from dougong.runtime.seeding import seed
from dougong.runtime.wiring import wire
from tests.services.postgresql import Cluster
from tests.unit.runtime import small
from tests.unit.runtime.desk import SERVICE, Clock, Desk

DATABASES = ("sqlite", "postgresql")
Fill = Callable[[Storage], None]
# Several folders share these fixtures; a template is made once, whoever asks for it first.
_made: dict[tuple[int, str], str] = {}


def fill_small(storage: Storage) -> None:
    """The small world and its people."""
    wire()
    with storage.write(SERVICE, Cause("import", "small")) as tx:
        publishing.publish_definitions(tx, list(small.FORMS), "small")
        put_connection(tx, "shelf", "interface:store", "connector:shelf")
        site = create_site(tx, "HQ", small.text("HQ"), "Asia/Shanghai")
        for login, name, roles, language in small.PEOPLE:
            create_user(tx, login, name, None, roles, site, language=language)


def fill_company(storage: Storage) -> None:
    """The quality pack with the people, partners and materials of its demonstration company."""
    pack = packs_folder() / "qms_erp"
    desk = Desk(storage, Clock())
    with desk.service() as tx:
        publishing.install(tx, pack)
    seed(storage, pack, desk.drain)


@contextmanager
def sqlite_desk(template: Path, folder: Path, name: str, fill: Fill) -> Iterator[Desk]:
    """A desk on a copy of the SQLite template `name`."""
    key = (id(template), name)
    if key not in _made:
        path = template.with_name(f"{name}.sqlite")
        shutil.copy(template, path)
        _fill(f"sqlite:///{path}", fill)
        _made[key] = str(path)
    copy = folder / f"{name}.sqlite"
    shutil.copy(_made[key], copy)
    with _opened(f"sqlite:///{copy}") as desk:
        yield desk


@contextmanager
def postgresql_desk(cluster: Cluster, template: str, name: str, fill: Fill) -> Iterator[Desk]:
    """A desk on a copy of the PostgreSQL template `name`."""
    key = (id(cluster), name)
    if key not in _made:
        _fill(cluster.create(template=template, name=name), fill)
        _made[key] = name
    url = cluster.create(template=name)
    try:
        with _opened(url) as desk:
            yield desk
    finally:
        cluster.drop(url)


def _fill(url: str, fill: Fill) -> None:
    storage = Storage(url, Clock())
    try:
        fill(storage)
    finally:
        storage.close()


@contextmanager
def _opened(url: str) -> Iterator[Desk]:
    clock = Clock()
    storage = Storage(url, clock)
    try:
        yield Desk(storage, clock)
    finally:
        storage.close()


def _desk(request: pytest.FixtureRequest, kind: str, name: str, fill: Fill) -> Iterator[Desk]:
    if kind == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        folder = request.getfixturevalue("tmp_path")
        with sqlite_desk(template, folder, name, fill) as desk:
            yield desk
    else:
        cluster = request.getfixturevalue("cluster")
        template = request.getfixturevalue("postgres_template")
        with postgresql_desk(cluster, template, name, fill) as desk:
            yield desk


@pytest.fixture(params=DATABASES)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The small world, on both databases."""
    yield from _desk(request, request.param, "small", fill_small)


@pytest.fixture
def lite(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The small world on SQLite alone: for what does not depend on the database."""
    yield from _desk(request, "sqlite", "small", fill_small)


@pytest.fixture(params=DATABASES)
def company(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The quality pack's company, on both databases."""
    yield from _desk(request, request.param, "company", fill_company)


@pytest.fixture
def lite_company(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The quality pack's company on SQLite alone."""
    yield from _desk(request, "sqlite", "company", fill_company)
