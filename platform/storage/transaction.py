"""One transaction: who acts, why, at which instant, on which definitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from dougong.platform.definitions import Library
from dougong.platform.expressions import Evaluation
from dougong.platform.storage.actor import Actor
from dougong.platform.storage.cause import Cause


@dataclass(frozen=True)
class Transaction:
    """`now` is the one instant of the transaction (UTC); `library` what is live in it.

    `finished` holds what runs once it is committed.
    """

    connection: Connection
    now: datetime
    actor: Actor
    cause: Cause
    library: Library
    finished: list[Callable[[], None]] = field(default_factory=list)
    depth: int = 0

    def as_(self, cause: Cause, actor: Actor | None = None) -> Transaction:
        """The same transaction for another cause (and actor)."""
        return replace(self, cause=cause, actor=actor or self.actor)

    def deeper(self) -> Transaction:
        """The same transaction one rule further down."""
        return replace(self, depth=self.depth + 1)

    def after_commit(self, call: Callable[[], None]) -> None:
        """Run `call` once the transaction is committed; never if it is rolled back."""
        self.finished.append(call)

    @property
    def evaluation(self) -> Evaluation:
        """What expressions evaluated in this transaction know."""
        me = {"id": self.actor.id, "name": self.actor.name} if self.actor.id else None
        return Evaluation(self.now, self.actor.timezone, me)

    @property
    def on_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"
