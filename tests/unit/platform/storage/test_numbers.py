"""Numbers: gapless, one series per site and period."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from dougong.platform.storage import Storage, Transaction, next_number
from dougong.platform.storage.platform_tables import Site, table_of
from tests.unit.platform.conftest import BY_HAND, OWNER, Clock

PATTERN = "O-{site}-{yyyy}{mm}-{seq:3}"


@pytest.fixture
def series(request: pytest.FixtureRequest) -> str:
    """A series of its own."""
    return request.node.name[:60]  # type: ignore[no-any-return]


@contextmanager
def writing(storage: Storage, site: str | None = None) -> Iterator[Transaction]:
    with storage.write(replace(OWNER, site=site), BY_HAND) as tx:
        yield tx


@pytest.fixture(scope="module")
def sited(hall: Storage) -> Storage:
    sites = table_of(Site)
    with hall.write(OWNER, BY_HAND) as tx:
        for code in ("SZ", "HK"):
            values: dict[str, object] = {
                "id": code.lower(),
                "code": code,
                "title": {},
                "timezone": "Asia/Shanghai",
            }
            tx.connection.execute(insert(sites).values(values))
    return hall


def test_each_site_and_each_period_counts_for_itself(sited: Storage, series: str) -> None:
    clock = sited.clock
    assert isinstance(clock, Clock)
    clock.now = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)
    got = []
    for site in ("sz", "sz", "hk", None):
        with writing(sited, site) as tx:
            got.append(next_number(tx, series, PATTERN))
    clock.move(minutes=1)  # in Shanghai it is December now
    with writing(sited, "sz") as tx:
        got.append(next_number(tx, series, PATTERN))
    assert got == [
        "O-SZ-202611-001", "O-SZ-202611-002", "O-HK-202611-001", "O-00-202611-001",
        "O-SZ-202612-001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "numbers"),
    [
        ("{seq}", ["1", "2"]),
        ("A{yy}{mm}{dd}{seq:2}", ["A26112301", "A26112302"]),
        ("{site}/{seq:10}", ["00/0000000001", "00/0000000002"]),
    ],
)
def test_patterns(hall: Storage, series: str, pattern: str, numbers: list[str]) -> None:
    assert isinstance(hall.clock, Clock)
    hall.clock.now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    with writing(hall) as tx:
        assert [next_number(tx, series, pattern) for _ in numbers] == numbers


def test_more_numbers_than_digits_go_on(hall: Storage, series: str) -> None:
    with writing(hall) as tx:
        got = [next_number(tx, series, "{seq:1}") for _ in range(11)]
    assert got[-2:] == ["10", "11"]


def test_a_transaction_that_fails_leaves_no_hole(hall: Storage, series: str) -> None:
    for attempt in range(3):
        with contextlib.suppress(RuntimeError), writing(hall) as tx:
            assert next_number(tx, series, "{seq}") == "1"
            raise RuntimeError(f"attempt {attempt}")
    with writing(hall) as tx:
        assert next_number(tx, series, "{seq}") == "1"


def test_many_at_once_get_each_number_once(hall: Storage, series: str) -> None:
    """The first of a period too: nobody may begin the series twice."""
    got: list[str] = []
    errors: list[BaseException] = []
    together = threading.Barrier(4)

    def take() -> None:
        try:
            together.wait(timeout=20)
            for attempt in range(8):
                with contextlib.suppress(KeyError), writing(hall) as tx:
                    number = next_number(tx, series, "{seq}")
                    if attempt == 3:
                        raise KeyError("rolled back")
                    tx.after_commit(lambda number=number: got.append(number))  # type: ignore[misc]
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert errors == []
    assert sorted(map(int, got)) == list(range(1, 29))
