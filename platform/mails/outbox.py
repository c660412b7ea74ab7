"""Mails as rows: written in the transaction of what they tell of, claimed to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, insert, or_, select, update

from dougong.platform.jobs import enqueue
from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import AppUser, Mail, Task, table_of
from dougong.platform.texts import N_, Message

RING = "mail.ring"
WAITING, SENT, DROPPED, PARKED = "waiting", "sent", "dropped", "parked"
LOT = 50
# A worker that is gone has its letters taken over; the server knows them by their id.
LEASE = timedelta(minutes=10)
GIVEN_UP = timedelta(days=1)
_LONGEST_PAUSE = timedelta(hours=2)
_mails, _users, _tasks = table_of(Mail), table_of(AppUser), table_of(Task)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
Row = Mapping[str, Any]
# Databases whose mail somebody sends: where nobody does, none is written.
_served: WeakKeyDictionary[Engine, bool] = WeakKeyDictionary()


@dataclass(frozen=True)
class Letter:
    """What is told: `path` leads to it, `task` is the one it is about."""

    subject: str
    body: str
    path: str
    task: str | None = None


def enabled(tx: Transaction) -> bool:
    """Whether mail is sent here."""
    return _served.get(tx.connection.engine, False)


def serve(engine: Engine) -> None:
    """From now on mail of this database is sent."""
    _served[engine] = True


def post(tx: Transaction, user: str, letter: Letter, digest_at: datetime | None = None) -> None:
    """A mail to a user, at once or (`digest_at`) with others then; nothing where none is sent."""
    if not enabled(tx):
        return
    row = {
        "id": new_id(), "user": user, "subject": _CONTROL.sub(" ", letter.subject).strip(),
        "body": letter.body, "path": letter.path, "task": letter.task,
        "digest": digest_at is not None, "state": WAITING, "attempts": 0,
        "due_at": digest_at or tx.now, "created_at": tx.now,
    }  # fmt: skip
    tx.connection.execute(insert(_mails).values(row))
    enqueue(tx, RING, "", {})


def claim(tx: Transaction) -> list[Row]:
    """Letters that are due, ours for a while; with `to`, `name`, `language` and `active` of whom they
    are for and the `task_state` of their task, as they are now."""
    due = (_mails.c.state == WAITING) & (_mails.c.due_at <= tx.now)
    ids = select(_mails.c.id).where(due).order_by(_mails.c.due_at, _mails.c.id).limit(LOT)
    found = list(tx.connection.execute(ids.with_for_update(skip_locked=True)).scalars())
    mine = _mails.c.id.in_(found)
    tx.connection.execute(
        update(_mails).where(mine).values(due_at=tx.now + LEASE, attempts=_mails.c.attempts + 1)
    )
    statement = (
        select(
            *_mails.c,
            _users.c.mail.label("to"),
            _users.c.name,
            _users.c.language,
            _users.c.active,
            _tasks.c.state.label("task_state"),
        )
        .join(_users, _users.c.id == _mails.c.user)
        .outerjoin(_tasks, _tasks.c.id == _mails.c.task)
        .where(mine)
        .order_by(_mails.c.created_at, _mails.c.id)
    )
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def sent(tx: Transaction, ids: Iterable[str], state: str = SENT) -> None:
    """They are over: sent, or DROPPED because nobody wants them any more; their words go."""
    tx.connection.execute(
        update(_mails)
        .where(_mails.c.id.in_(list(ids)))
        .values(state=state, sent_at=tx.now, subject="", body="", error=None)
    )


def failed(tx: Transaction, rows: Iterable[Row], why: str, final: bool = False) -> None:
    """Not sent: tried again later with growing pauses, parked after a day or when that is `final`."""
    for row in rows:
        pause = min(timedelta(minutes=2 ** min(row["attempts"], 10)), _LONGEST_PAUSE)
        over = final or tx.now - row["created_at"] > GIVEN_UP + LEASE * row["digest"]
        values = {"state": PARKED if over else WAITING, "due_at": tx.now + pause}
        tx.connection.execute(
            update(_mails).where(_mails.c.id == row["id"]).values(error=why[:500], **values)
        )


def next_due(tx: Transaction) -> datetime | None:
    """When there is something to send again."""
    statement = select(_mails.c.due_at).where(_mails.c.state == WAITING)
    due: datetime | None = tx.connection.execute(
        statement.order_by(_mails.c.due_at).limit(1)
    ).scalar()
    return due


def waiting_or_parked(tx: Transaction, limit: int = 100) -> list[Row]:
    """Mails that could not be sent: parked ones, and those that failed and are tried again."""
    wrong = or_(
        _mails.c.state == PARKED, (_mails.c.state == WAITING) & (_mails.c.error.is_not(None))
    )
    statement = (
        select(*_mails.c, _users.c.mail.label("to"), _users.c.name)
        .join(_users, _users.c.id == _mails.c.user)
        .where(wrong)
        .order_by(_mails.c.created_at.desc(), _mails.c.id)
        .limit(limit)
    )
    return [dict(row) for row in tx.connection.execute(statement).mappings() if row["error"]]


def unsent(tx: Transaction) -> int:
    """How many are parked."""
    parked = select(func.count()).select_from(_mails).where(_mails.c.state == PARKED)
    return int(tx.connection.execute(parked).scalar() or 0)


def again(tx: Transaction, id: str) -> None:
    """Try a parked mail again at once, for another day. Raises NotFound."""
    mine = (_mails.c.id == id) & _mails.c.state.in_((PARKED, WAITING))
    values = {"state": WAITING, "due_at": tx.now, "created_at": tx.now, "attempts": 0}
    if tx.connection.execute(update(_mails).where(mine).values(values)).rowcount != 1:
        raise NotFound(Message(N_("There is no such mail")))
    enqueue(tx, RING, "", {})
