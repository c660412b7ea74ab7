"""The embedded engine: one worker in this process, woken, never polling."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dougong.platform.jobs.job import Handler
from dougong.platform.jobs.leasing import MAX_ATTEMPTS, next_due, put_back, take
from dougong.platform.jobs.waker import Waker, set_waker
from dougong.platform.problems import Problem
from dougong.platform.storage import Actor, Cause, Storage

_log = logging.getLogger("dougong.jobs")

SERVICE = Actor.for_service("jobs")
LONGEST_WAIT = 3600.0


class EmbeddedJobs:
    """Runs due jobs one after another in a thread of its own.

    It sleeps until it is woken or the next job is due; idle it does nothing at all.
    """

    def __init__(
        self, storage: Storage, handlers: Mapping[str, Handler], address: Path | None = None
    ) -> None:
        self.storage, self.handlers = storage, handlers
        self.waker = Waker(address)
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._socket: socket.socket | None = None
        set_waker(storage.engine, self.waker)

    def start(self) -> None:
        """Start working."""
        self.waker.listen(self._awake.set)
        self._listen()
        self._awake.set()
        self._thread(self._work, "jobs")

    def stop(self) -> None:
        """Finish the job at hand and stop."""
        self._stopping.set()
        self._awake.set()
        if self._socket is not None:
            self._socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=30)
        if self._socket is not None:
            self._socket.close()

    @property
    def alive(self) -> bool:
        """Whether the worker is at work (or waiting for some)."""
        return any(thread.is_alive() and thread.name == "jobs" for thread in self._threads)

    def drain(self) -> int:
        """Run everything that is due now, here; gives how many jobs ran."""
        count = 0
        while self._run_one():
            count += 1
        return count

    def _thread(self, run: Any, name: str) -> None:
        thread = threading.Thread(target=run, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _listen(self) -> None:
        address = self.waker.address
        if address is None or not hasattr(socket, "AF_UNIX") or len(str(address)) > 100:
            return  # other processes cannot ring; what they queue runs with the next local wake
        address.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(address))
        os.chmod(address, 0o600)
        self._thread(self._hear, "jobs-bell")

    def _hear(self) -> None:
        assert self._socket is not None
        while not self._stopping.is_set():
            if self._socket.recv(16):
                self._awake.set()

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                self.drain()
                wait = self._until_next()
            except Exception:
                _log.exception("the worker could not reach the database")
                wait = 5.0
            if not self._stopping.is_set():
                self._awake.wait(wait)

    def _until_next(self) -> float:
        """Seconds until the next job is due, or may be taken over from a worker that is gone."""
        with self.storage.read(SERVICE) as tx:
            due = next_due(tx)
        if due is None:
            return LONGEST_WAIT
        seconds: float = (due - self.storage.clock()).total_seconds()
        return min(max(seconds, 0.0), LONGEST_WAIT)

    def _run_one(self) -> bool:
        with self.storage.write(SERVICE, Cause("person")) as tx:
            job = take(tx)
        if job is None:
            return False
        handler = self.handlers.get(job.kind)
        try:
            if job.attempts > MAX_ATTEMPTS:
                raise RuntimeError("its workers were lost again and again")
            if handler is None:
                raise LookupError(f"nobody handles jobs of the kind {job.kind}")
            handler(job, self.storage)
        except Exception as error:
            if not isinstance(error, Problem):
                _log.exception("job %s %s failed", job.kind, job.key)
            with self.storage.write(SERVICE, Cause("person")) as tx:
                put_back(tx, job, error)
        return True
