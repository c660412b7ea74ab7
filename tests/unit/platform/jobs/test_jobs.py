"""Jobs: once, woken, retried further and further apart, parked with an owner, fenced by a lease."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from dougong.platform.jobs import EmbeddedJobs, Job, cancel, enqueue, leasing
from dougong.platform.problems import Conflict
from dougong.platform.storage import Storage
from tests.unit.platform.conftest import BY_HAND, OWNER
from tests.unit.platform.jobs.conftest import (
    INCIDENTS,
    NOT_TODAY,
    clock_of,
    failing,
    finishing,
    put,
    rows,
)


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
        incident = dict(tx.connection.execute(select(INCIDENTS)).mappings().one())
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
        return leasing.take(tx)


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
    with queue.write(OWNER, BY_HAND) as tx:
        leasing.put_back(tx, old, RuntimeError("too late"))
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
