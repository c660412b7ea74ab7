"""A live Tryton with a company in it, and the interface carried out on it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live.contract import Erp
from tests.live.goods import Goods
from tests.live.steps import Steps
from tests.live.tryton.calls import Calls
from tests.live.tryton.company import company as kept_company
from tests.live.tryton.company import date
from tests.live.tryton.server import DATABASE, PASSWORD, USER, Server

CONNECTOR = Path(__file__).parent / "tryton" / "connector.json"
BOOKS_CLOSED = 30  # days ago: the last day of the period that is closed


@pytest.fixture(scope="session")
def template() -> Path:
    """Where the company is kept; making it takes half a minute the first time, more under load."""
    try:
        return kept_company()
    except RuntimeError as problem:
        told = str(problem)
    pytest.fail(told, pytrace=False)


@pytest.fixture(scope="session")
def company(template: Path) -> dict[str, Any]:
    """The ids Tryton gave."""
    found: dict[str, Any] = json.loads((template / "company.json").read_text())
    return found


@pytest.fixture(scope="session")
def server(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Tryton on a copy of the company."""
    folder = tmp_path_factory.mktemp("tryton")
    shutil.copy(template / f"{DATABASE}.sqlite", folder)
    started = Server(folder)
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def call(server: Server, company: dict[str, Any]) -> Iterator[Calls]:
    """Signed in; the books are closed up to a month ago."""
    signed_in = Calls(server.url, USER, PASSWORD)
    own = company["company"]
    context = {"language": "en", "company": own}
    last = date(dt.date.today() - dt.timedelta(days=BOOKS_CLOSED))
    period = {"company": own, "date": last}
    made = signed_in("model.stock.period.create", [period], context)
    signed_in("model.stock.period.close", made, context)
    yield signed_in
    signed_in.close()


@pytest.fixture
def goods(call: Calls, company: dict[str, Any]) -> Goods:
    """Purchasing and stock."""
    return Goods(call, company)


@pytest.fixture
def erp(call: Calls, company: dict[str, Any], goods: Goods) -> Erp:
    """The interface on Tryton."""
    connector = json.loads(CONNECTOR.read_text(encoding="utf-8"))
    return Erp(Steps(connector, call, {**company, "lines": goods.lines}))
