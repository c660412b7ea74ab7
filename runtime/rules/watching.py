"""Who wants to know which rules were asked, and which of them fired."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from dougong.platform.definitions import Definition
from dougong.platform.storage import Transaction

Watcher = Callable[[Definition, bool], None]
# By database, and forgotten with it.
_watchers: WeakKeyDictionary[Engine, Watcher] = WeakKeyDictionary()


def watch(engine: Engine, watcher: Watcher) -> None:
    """Call `watcher` with each rule that is asked on this database, and whether it fires."""
    _watchers[engine] = watcher


def told(tx: Transaction, rule: Definition, fires: bool) -> None:
    """A rule was asked."""
    watcher = _watchers.get(tx.connection.engine)
    if watcher is not None:
        watcher(rule, fires)
