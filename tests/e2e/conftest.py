"""The demonstration company, served for real on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import DATABASES
from tests.e2e.company import Company
from tests.services.postgresql import Cluster
from tests.services.served import Served


@pytest.fixture(scope="session", params=DATABASES)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The product with its demonstration data, once for all stories on a database."""
    url = None
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        url = cluster.create()
    running = Served(tmp_path_factory.mktemp("home"), url)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def company(served: Served) -> Iterator[Company]:
    """Its people."""
    known: dict[str, str] = {}

    def token_of(login: str) -> str:
        if login not in known:
            known[login] = served.token(login)
        return known[login]

    opened = Company(served.url, token_of)
    yield opened
    opened.close()
