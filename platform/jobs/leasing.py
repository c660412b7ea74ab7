"""Jobs change hands: taken by a worker for a while, given back when they fail."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, insert, or_, select, update

from dougong.platform.jobs.job import Job
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import Incident, JobRow, table_of

MAX_ATTEMPTS = 6
LEASE = timedelta(minutes=5)
_table = table_of(JobRow)
_incidents = table_of(Incident)


def take(tx: Transaction) -> Job | None:
    """The next due job, leased; jobs whose worker is gone are taken over."""
    due = (_table.c.state == "waiting") & (_table.c.run_at <= tx.now)
    lost = (_table.c.state == "running") & (_table.c.lease_until < tx.now)
    statement = (
        select(*_table.c).where(or_(due, lost)).order_by(_table.c.run_at, _table.c.id).limit(1)
    )
    found = tx.connection.execute(statement.with_for_update(skip_locked=True)).mappings().first()
    if found is None:
        return None
    lease = new_id()
    tx.connection.execute(
        update(_table)
        .where(_table.c.id == found["id"])
        .values(
            state="running",
            lease_by=lease,
            lease_until=tx.now + LEASE,
            attempts=found["attempts"] + 1,
        )
    )
    return Job(
        found["id"], found["kind"], found["key"], found["payload"], found["attempts"] + 1, lease
    )


def next_due(tx: Transaction) -> datetime | None:
    """When the next job is due, or may be taken over; None when there is none."""
    waiting = select(func.min(_table.c.run_at)).where(_table.c.state == "waiting")
    leased = select(func.min(_table.c.lease_until)).where(_table.c.state == "running")
    moments = [tx.connection.execute(one).scalar() for one in (waiting, leased)]
    return min((moment for moment in moments if moment is not None), default=None)


def put_back(tx: Transaction, job: Job, error: Exception) -> None:
    """Try again later, further apart each time; after the last try park it with an owner."""
    mine = (_table.c.id == job.id) & (_table.c.lease_by == job.lease)
    last = job.attempts >= MAX_ATTEMPTS
    values = {
        "state": "parked" if last else "waiting",
        "run_at": tx.now + timedelta(seconds=2**job.attempts),
        "lease_by": None,
        "lease_until": None,
        "error": f"{type(error).__name__}: {error}"[:2000],
    }
    if tx.connection.execute(update(_table).where(mine).values(values)).rowcount and last:
        _park(tx, job, error)


def _park(tx: Transaction, job: Job, error: Exception) -> None:
    what = {
        "kind": "job",
        "job": job.kind,
        "error": str(error)[:2000],
        "payload": dict(job.payload),
    }
    made: datetime = tx.now
    tx.connection.execute(
        insert(_incidents).values(
            id=new_id(), job=job.id, what=what, owner="admin", state="open", created_at=made
        )
    )
