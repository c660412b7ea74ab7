"""The database as the program sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from dougong.platform.problems import Busy
from dougong.platform.storage.actor import Actor
from dougong.platform.storage.cause import Cause
from dougong.platform.storage.engine import open_engine
from dougong.platform.storage.libraries import Libraries
from dougong.platform.storage.transaction import Transaction
from dougong.platform.texts import N_, Message

MIGRATIONS = Path(__file__).parent / "migrations"


def _clock() -> datetime:
    return datetime.now(UTC)


class Storage:
    """Opens transactions; `clock` gives the instant of each."""

    def __init__(self, url: str, clock: Callable[[], datetime] = _clock) -> None:
        self.url = url
        self.engine: Engine = open_engine(url)
        self.clock = clock
        self.libraries = Libraries()

    @property
    def on_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @contextmanager
    def write(self, actor: Actor, cause: Cause) -> Iterator[Transaction]:
        """A transaction that may write: committed at the end, rolled back by any exception.

        Raises Busy when the database cannot be had in time.
        """
        with _busy(), self._connected(write=True) as connection:
            with connection.begin():
                transaction = self._transaction(connection, actor, cause)
                yield transaction
            for call in transaction.finished:
                call()

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Transaction]:
        """A transaction that only reads, and sees one moment."""
        with _busy(), self._connected(write=False) as connection, connection.begin() as begun:
            yield self._transaction(connection, actor, Cause("person", actor.id))
            begun.rollback()

    @contextmanager
    def _connected(self, write: bool) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            options: dict[str, Any] = {"dougong_write": write}
            if not write and not self.on_sqlite:  # SQLite's read transactions are snapshots
                options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            yield connection.execution_options(**options)

    def _transaction(self, connection: Connection, actor: Actor, cause: Cause) -> Transaction:
        return Transaction(connection, self.clock(), actor, cause, self.libraries.live(connection))

    def migrate(self) -> None:
        """Bring the platform's tables to the newest shape; does nothing when they are."""
        with self.engine.connect().execution_options(dougong_write=True) as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def at_head(self) -> bool:
        """Whether the tables have the newest shape."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        head = ScriptDirectory.from_config(config).get_current_head()
        with self.engine.connect() as connection, connection.begin():
            return MigrationContext.configure(connection).get_current_revision() == head


@contextmanager
def _busy() -> Iterator[None]:
    busy = Message(N_("The database is busy; nothing was changed. Try again."))
    try:
        yield
    except OperationalError as error:
        words = str(error.orig).lower()
        if "locked" in words or "lock timeout" in words or "deadlock" in words:
            raise Busy(busy) from error
        raise
    except PoolTimeout as error:  # every connection of the pool is in use
        raise Busy(busy) from error
