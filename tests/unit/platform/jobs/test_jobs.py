"""Jobs: once, woken, retried further and further apart, parked with an owner, fenced by a lease."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event, select

from dougong.platform.jobs import EmbeddedJobs, Handler, Job, Waker, cancel, enqueue, set_waker
from dougong.platform.jobs import embedded as engine_module
from dougong.platform.problems import Conflict
from dougong.platform.storage import Storage
from dougong.platform.storage.platform_tables import Incident, JobRow
from dougong.platform.texts import Message
from tests.unit.platform.conftest import BY_HAND, OWNER, Clock

_jobs = JobRow.__table__  # type: ignore[attr-defined]
_incidents = Incident.__table__  # type: ignore[attr-defined]
TIMEOUT = 20.0
NOT_TODAY = Message("not today")


@pytest.fixture
def queue(hall: Storage) -> Iterator[Storage]:
    """The database of this file with no job in it."""
    yield hall
    with hall.write(OWNER, BY_HAND) as tx:
        tx.connection.execute(delete(_jobs))
        tx.connection.execute(delete(_incidents))


def put(storage: Storage, key: str = "k", kind: str = "work", **more: Any) -> None:
    with storage.write(OWNER, BY_HAND) as tx:
        enqueue(tx, kind, key, more.pop("payload", {"n": 1}), **more)


def rows(storage: Storage) -> list[Mapping[str, Any]]:
    with storage.read(OWNER) as tx:
        return [dict(one) for one in tx.connection.execute(select(_jobs)).mappings()]


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


def test_a_job_runs_once(queue: Storage) -> None:
    seen: list[Job] = []
    put(queue, payload={"a": ["b"]})
    jobs = EmbeddedJobs(queue, {"work": finishing(seen)})
    assert jobs.drain() == 1
    assert jobs.drain() == 0
    (job,) = seen
    assert (job.kind, job.key, job.payload, job.attempts) == ("work", "k", {"a": ["b"]}, 1)
    assert rows(queue) == []


def test_what_was_rolled_back_was_never_queued(queue: Storage) -> None:
    with pytest.raises(ZeroDivisionError), queue.write(OWNER, BY_HAND) as tx:
        enqueue(tx, "work", "k", {})
        raise ZeroDivisionError
    assert EmbeddedJobs(queue, {"work": finishing([])}).drain() == 0


def test_the_same_key_waits_once(queue: Storage) -> None:
    for key in ("a", "a", "b"):
        put(queue, key)
    put(queue, "a", kind="other")
    assert sorted((one["kind"], one["key"]) for one in rows(queue)) == [
        ("other", "a"), ("work", "a"), ("work", "b"),
    ]  # fmt: skip
    with queue.write(OWNER, BY_HAND) as tx:
        cancel(tx, "work", "a")
    assert len(rows(queue)) == 2


def test_a_job_queued_while_its_like_runs_is_not_lost(queue: Storage) -> None:
    seen: list[Job] = []

    def handle(job: Job, storage: Storage) -> None:
        if not seen:
            put(storage)
        finishing(seen)(job, storage)

    put(queue)
    assert EmbeddedJobs(queue, {"work": handle}).drain() == 2


def test_a_job_waits_for_its_time_and_earlier_ones_come_first(queue: Storage) -> None:
    clock, seen = clock_of(queue), list[Job]()
    put(queue, "late", run_at=clock.now + timedelta(hours=2))
    put(queue, "soon", run_at=clock.now + timedelta(hours=1))
    jobs = EmbeddedJobs(queue, {"work": finishing(seen)})
    assert jobs.drain() == 0
    assert jobs._until_next() == 3600
    clock.move(hours=2)
    assert jobs.drain() == 2
    assert [job.key for job in seen] == ["soon", "late"]


def test_a_failure_is_tried_again_further_and_further_apart_then_parked(queue: Storage) -> None:
    clock, seen = clock_of(queue), list[Job]()
    put(queue, payload={"order": 5})
    jobs = EmbeddedJobs(queue, {"work": failing(seen)})
    waits = []
    for _ in range(6):
        assert jobs.drain() == 1
        (row,) = rows(queue)
        if row["state"] == "parked":
            break
        waits.append((row["run_at"] - clock.now).total_seconds())
        assert jobs.drain() == 0  # not before its time
        clock.now = row["run_at"]
    assert waits == [2, 4, 8, 16, 32]
    assert [job.attempts for job in seen] == [1, 2, 3, 4, 5, 6]
    assert (row["state"], row["lease_by"]) == ("parked", None)
    assert row["error"] == "Conflict: not today"
    clock.move(days=30)
    assert jobs.drain() == 0
    with queue.read(OWNER) as tx:
        incident = dict(tx.connection.execute(select(_incidents)).mappings().one())
    assert (incident["job"], incident["owner"], incident["state"]) == (row["id"], "admin", "open")
    assert incident["what"] == {
        "kind": "job", "job": "work", "error": "not today", "payload": {"order": 5},
    }  # fmt: skip


def test_one_that_fails_holds_up_no_other(queue: Storage) -> None:
    seen: list[Job] = []
    put(queue, "bad", kind="bad")
    put(queue, "good")
    jobs = EmbeddedJobs(queue, {"bad": failing(), "work": finishing(seen)})
    assert jobs.drain() == 2
    assert [job.key for job in seen] == ["good"]


def test_a_job_nobody_handles_is_kept_with_its_error(
    queue: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    put(queue, kind="unknown")
    with caplog.at_level(logging.CRITICAL, "dougong.jobs"):
        EmbeddedJobs(queue, {}).drain()
    (row,) = rows(queue)
    assert "nobody handles jobs of the kind unknown" in row["error"]


def test_a_failed_handler_leaves_nothing_it_wrote(queue: Storage) -> None:
    def handle(job: Job, storage: Storage) -> None:
        with storage.write(OWNER, BY_HAND) as tx:
            job.done(tx)
            enqueue(tx, "work", "effect", {})
            raise Conflict(NOT_TODAY)

    put(queue)
    assert EmbeddedJobs(queue, {"work": handle}).drain() == 1
    (row,) = rows(queue)
    assert (row["key"], row["state"]) == ("k", "waiting")


def take(storage: Storage) -> Job | None:
    with storage.write(OWNER, BY_HAND) as tx:
        return engine_module._take(tx)


def test_the_old_holder_of_a_job_taken_over_cannot_finish_it(queue: Storage) -> None:
    put(queue)
    old = take(queue)
    assert old is not None and take(queue) is None
    clock_of(queue).move(minutes=5, seconds=1)
    new = take(queue)
    assert new is not None and new.id == old.id
    assert (new.attempts, new.lease != old.lease) == (2, True)
    with pytest.raises(Conflict), queue.write(OWNER, BY_HAND) as tx:
        enqueue(tx, "work", "effect of the old holder", {})
        old.done(tx)
    assert [one["key"] for one in rows(queue)] == ["k"]
    EmbeddedJobs(queue, {})._failed(old, RuntimeError("too late"))
    (row,) = rows(queue)
    assert (row["state"], row["lease_by"], row["error"]) == ("running", new.lease, None)
    with queue.write(OWNER, BY_HAND) as tx:
        new.done(tx)
    assert rows(queue) == []


def test_the_worker_wakes_for_a_job_whose_holder_is_gone(queue: Storage) -> None:
    put(queue)
    assert take(queue) is not None
    assert EmbeddedJobs(queue, {})._until_next() == 300


def test_a_job_that_kills_its_worker_each_time_is_parked_in_the_end(queue: Storage) -> None:
    seen: list[Job] = []
    put(queue)
    for _ in range(6):
        assert take(queue) is not None
        clock_of(queue).move(minutes=6)
    logging.getLogger("dougong.jobs").setLevel(logging.CRITICAL)
    try:
        EmbeddedJobs(queue, {"work": finishing(seen)}).drain()
    finally:
        logging.getLogger("dougong.jobs").setLevel(logging.NOTSET)
    (row,) = rows(queue)
    assert row["state"] == "parked" and "lost again and again" in row["error"] and seen == []


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
