"""The demonstration company, served for real on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import DATABASES
from tests.e2e.company import company
from tests.services.mail import MailServer, mail_server
from tests.services.postgresql import Cluster
from tests.services.served import Served

__all__ = ["company", "mails", "served"]


@pytest.fixture(scope="session")
def mails() -> Iterator[tuple[MailServer, str]]:
    """The mail server of the company: nobody has an address until a story gives them one."""
    with mail_server() as found:
        yield found


@pytest.fixture(scope="session", params=DATABASES)
def served(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    mails: tuple[MailServer, str],
) -> Iterator[Served]:
    """The product with its demonstration data, once for all stories on a database."""
    url = None
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        url = cluster.create()
    settings = {"DOUGONG_MAIL_URL": mails[1], "DOUGONG_ADDRESS": "https://qms.example.com"}
    running = Served(tmp_path_factory.mktemp("home"), url, settings=settings)
    yield running
    running.stop()
