"""How workers learn that there is work: within a process at once, across processes by datagram."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from dougong.platform.storage import Transaction

# By engine, and forgotten with it: an address may be given to another engine later.
_wakers: WeakKeyDictionary[Engine, Waker] = WeakKeyDictionary()


class Waker:
    """Rings for the worker of this process (`listen`) and for one in another process (`socket`)."""

    def __init__(self, address: Path | None = None) -> None:
        self.address = address
        self._listeners: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def listen(self, call: Callable[[], None]) -> None:
        """Call this whenever there may be work."""
        with self._lock:
            self._listeners.append(call)

    def wake(self) -> None:
        """Say that there may be work."""
        with self._lock:
            listeners = list(self._listeners)
        for call in listeners:
            call()
        if not listeners and self.address is not None:
            with (
                contextlib.suppress(OSError),
                socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ring,
            ):
                ring.setblocking(False)
                ring.sendto(b"!", str(self.address))


def set_waker(engine: Engine, waker: Waker) -> None:
    """Make this the waker of transactions on the engine."""
    _wakers[engine] = waker


def waker_of(tx: Transaction) -> Waker:
    """The waker of a transaction; a deaf one where none was set."""
    return _wakers.get(tx.connection.engine, _DEAF)


_DEAF = Waker()
