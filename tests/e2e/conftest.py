"""The demonstration company, served for real on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import DATABASES
from tests.e2e.company import company
from tests.services.postgresql import Cluster
from tests.services.served import Served

__all__ = ["company", "served"]


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
