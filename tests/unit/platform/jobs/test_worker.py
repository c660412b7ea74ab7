"""The worker: woken, never polling."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dougong.platform.jobs import EmbeddedJobs, Handler, Job, Waker, set_waker
from dougong.platform.storage import Storage
from tests.unit.platform.jobs.conftest import (
    TIMEOUT,
    clock_of,
    finishing,
    put,
    rows,
)


class Watched(EmbeddedJobs):
    """Says each time it lies down to sleep."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.resting = threading.Event()

    def _until_next(self) -> float:
        found = super()._until_next()
        self.resting.set()
        return found


@pytest.fixture
def started(queue: Storage, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Starts a worker; stopped at the end."""
    running: list[Watched] = []

    def start(handlers: Mapping[str, Handler], address: Path | None = None) -> Watched:
        jobs = Watched(queue, handlers, address)
        jobs.start()
        running.append(jobs)
        return jobs

    yield start
    for jobs in running:
        jobs.stop()
        assert not jobs.alive


def ringing(done: threading.Event) -> Handler:
    def handle(job: Job, storage: Storage) -> None:
        finishing([])(job, storage)
        done.set()

    return handle


def test_a_commit_wakes_the_worker_at_once(queue: Storage, started: Callable[..., Watched]) -> None:
    done = threading.Event()
    jobs = started({"work": ringing(done)})
    assert jobs.alive
    assert jobs.resting.wait(TIMEOUT)
    put(queue)
    assert done.wait(TIMEOUT)


def test_an_idle_worker_asks_the_database_nothing(
    queue: Storage, started: Callable[..., Watched]
) -> None:
    put(queue, run_at=clock_of(queue).now + timedelta(hours=1))
    jobs = started({"work": finishing([])})
    assert jobs.resting.wait(TIMEOUT)
    begun: list[object] = []
    traffic = threading.Event()

    def count(connection: object) -> None:
        begun.append(connection)
        traffic.set()

    event.listen(queue.engine, "begin", count)
    try:
        assert not traffic.wait(1.0)  # nobody polls
        assert begun == []
        jobs.resting.clear()
        jobs.waker.wake()  # and the counter does count
        assert jobs.resting.wait(TIMEOUT) and begun
    finally:
        event.remove(queue.engine, "begin", count)


def test_another_process_rings_by_datagram(
    queue: Storage, started: Callable[..., Watched],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    address = Path(os.path.relpath(tmp_path_factory.mktemp("bell") / "jobs.sock"))
    done = threading.Event()
    jobs = started({"work": ringing(done)}, address)
    assert jobs.resting.wait(TIMEOUT)
    assert address.stat().st_mode & 0o777 == 0o600
    elsewhere = Storage(queue.url)
    try:
        set_waker(elsewhere.engine, Waker(address))
        put(elsewhere, run_at=clock_of(queue).now)
        assert done.wait(TIMEOUT)
    finally:
        elsewhere.close()


def test_ringing_where_nobody_listens_harms_nobody(tmp_path: Path) -> None:
    Waker(tmp_path / "nobody.sock").wake()
    Waker().wake()


def test_a_worker_does_the_job_at_hand_before_it_stops(
    queue: Storage, started: Callable[..., Watched]
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    seen: list[Job] = []

    def handle(job: Job, storage: Storage) -> None:
        begun.set()
        assert go_on.wait(TIMEOUT)
        finishing(seen)(job, storage)

    put(queue)
    jobs = started({"work": handle})
    assert begun.wait(TIMEOUT)
    stopping = threading.Thread(target=jobs.stop)
    stopping.start()
    go_on.set()
    stopping.join(TIMEOUT)
    assert len(seen) == 1 and not jobs.alive
    assert rows(queue) == []
