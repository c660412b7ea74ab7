"""Transactions: readers see one moment, writers lose nothing, all or nothing is written."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from dougong.platform.problems import Busy
from dougong.platform.storage import Storage, new_id
from dougong.platform.storage.engine import open_engine
from dougong.platform.storage.query import Query, any_record, count, lock, update
from tests.services.records import part
from tests.unit.platform.conftest import BY_HAND, OWNER

TIMEOUT = 30


def test_a_reader_sees_one_moment(hall: Storage) -> None:
    with hall.read(OWNER) as tx:
        before = count(tx, Query("part"))
        with hall.write(OWNER, BY_HAND) as other:
            made = part(other, new_id())
        assert count(tx, Query("part")) == before
        assert any_record(tx, "part", made.id) is None
    with hall.read(OWNER) as tx:
        assert count(tx, Query("part")) == before + 1


def test_a_reader_keeps_nothing_it_writes(hall: Storage) -> None:
    code = new_id()
    try:
        with hall.read(OWNER) as tx:
            part(tx, code)
    except DBAPIError:
        assert not hall.on_sqlite
    with hall.read(OWNER) as tx:
        assert count(tx, Query("part", filter=f"code == '{code}'")) == 0


def test_an_exception_undoes_all_and_calls_nobody(hall: Storage) -> None:
    called: list[str] = []
    code = new_id()
    with pytest.raises(ZeroDivisionError), hall.write(OWNER, BY_HAND) as tx:
        part(tx, code)
        tx.after_commit(lambda: called.append("lost"))
        raise ZeroDivisionError
    with hall.write(OWNER, BY_HAND) as tx:
        assert count(tx, Query("part", filter=f"code == '{code}'")) == 0
        tx.as_(BY_HAND).deeper().after_commit(lambda: called.append("kept"))
        assert called == []
    assert called == ["kept"]


def test_two_writers_lose_no_update(hall: Storage) -> None:
    """Read, think, write: with a deferred BEGIN on SQLite most of these would fail or be lost."""
    with hall.write(OWNER, BY_HAND) as tx:
        shared = part(tx, new_id(), name="0")
    errors: list[BaseException] = []
    together = threading.Barrier(2)

    def raise_by_one() -> None:
        try:
            together.wait(timeout=TIMEOUT)
            for _ in range(25):
                with hall.write(OWNER, BY_HAND) as tx:
                    found = lock(tx, "part", shared.id)
                    assert found is not None
                    system = replace(found.system, change_no=found.system.change_no + 1)
                    name = str(int(found.values["name"]) + 1)
                    update(tx, found, found.with_(system, {**found.values, "name": name}))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=raise_by_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=TIMEOUT)
    assert errors == []
    with hall.read(OWNER) as tx:
        found = any_record(tx, "part", shared.id)
    assert found is not None
    assert (found.values["name"], found.system.change_no) == ("50", 51)


def test_a_writer_that_waits_too_long_is_told_so(database_url: str) -> None:
    storage = Storage(database_url)
    if storage.on_sqlite:  # not the ten seconds of everyday life
        event.listen(
            storage.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50")
        )
    try:
        with storage.write(OWNER, BY_HAND) as holder:
            holder.connection.execute(text("UPDATE definitions_revision SET revision = revision"))
            with pytest.raises(Busy), storage.write(OWNER, BY_HAND) as tx:
                # reached on PostgreSQL only: on SQLite the second writer cannot even begin
                tx.connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
                tx.connection.execute(text("UPDATE definitions_revision SET revision = revision"))
    finally:
        storage.close()


def test_when_every_connection_is_in_use_that_is_busy_too(hall: Storage) -> None:
    small = Storage(hall.url)
    small.engine.dispose()
    small.engine = open_engine(hall.url, pool=1)
    pool = small.engine.pool
    pool._timeout = 0.05  # type: ignore[attr-defined]
    pool._max_overflow = 0  # type: ignore[attr-defined]
    try:
        with small.read(OWNER), pytest.raises(Busy), small.read(OWNER):
            pass
    finally:
        small.close()


def test_one_instant_and_one_library_for_the_whole(hall: Storage) -> None:
    with hall.read(OWNER) as tx:
        assert tx.now == tx.evaluation.now and tx.now.tzinfo is not None
        assert tx.evaluation.me == {"id": "owner", "name": "Owner"}
        assert tx.library.revision("form:part") == 1
