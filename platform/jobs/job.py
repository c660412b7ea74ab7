"""One queued unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from dougong.platform.problems import Conflict
from dougong.platform.storage import Storage, Transaction
from dougong.platform.storage.platform_tables import JobRow, table_of
from dougong.platform.texts import N_, Message

_table = table_of(JobRow)


@dataclass(frozen=True)
class Job:
    """`lease` fences: only the worker that holds it may finish the job."""

    id: str
    kind: str
    key: str
    payload: Mapping[str, Any]
    attempts: int
    lease: str

    def done(self, tx: Transaction) -> None:
        """Take the job off the queue, in the transaction that holds its effect.

        Raises Conflict when another worker has taken the job over; nothing is then committed.
        """
        mine = (_table.c.id == self.id) & (_table.c.lease_by == self.lease)
        if tx.connection.execute(delete(_table).where(mine)).rowcount != 1:
            raise Conflict(Message(N_("Another worker has taken this job over")))


Handler = Callable[[Job, Storage], None]
