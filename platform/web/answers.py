"""Answers of writes: given once, and the same again when a write is repeated under its key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import Response
from fastapi.responses import JSONResponse
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from dougong.platform.problems import Conflict
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Idempotency, table_of
from dougong.platform.texts import N_, Message
from dougong.platform.web.asked import Asked
from dougong.platform.web.warned import carried

_table = table_of(Idempotency)
_PENDING = 0


@dataclass(frozen=True)
class Answer:
    """Status, JSON body (None: empty) and headers of an answer."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        """The HTTP response."""
        if self.body is None:
            return Response(status_code=self.status, headers=dict(self.headers))
        return JSONResponse(self.body, self.status, dict(self.headers))


def redirect(to: str, told: str | None = None, warned: Iterable[str] = ()) -> Answer:
    """Go on to another page; `told` is a word the next page greets with, `warned` what it warns of."""
    more = f"{'&' if '?' in to else '?'}told={told}" if told else ""
    return Answer(303, None, {"Location": to + more, **carried(warned)})


def write(asked: Asked, work: Callable[[Transaction], Answer]) -> Response:
    """Do `work` in one transaction, once for each key the sender chose.

    The answer is kept with the effect. Raises Conflict when the key came with another request.
    """
    try:
        with asked.writing() as tx:
            answer = _once(asked, tx, work)
    except _Repeated:
        with asked.writing() as tx:  # the other one has committed meanwhile
            answer = _once(asked, tx, work)
    return answer.response()


class _Repeated(Exception):
    """The same key is being worked on by another request."""


def _once(asked: Asked, tx: Transaction, work: Callable[[Transaction], Answer]) -> Answer:
    if asked.key is None:
        return work(tx)
    mine = (_table.c.actor == tx.actor.id) & (_table.c.key == asked.key)
    kept = tx.connection.execute(select(*_table.c).where(mine)).mappings().first()
    if kept is not None:
        if kept["body_hash"] != _hash(asked):
            raise Conflict(Message(N_("This key was used for another request already")))
        return Answer(kept["status"], kept["body"], kept["headers"])
    _claim(asked, tx)
    answer = work(tx)
    values = {"status": answer.status, "body": answer.body, "headers": dict(answer.headers)}
    tx.connection.execute(update(_table).where(mine).values(values))
    return answer


def _claim(asked: Asked, tx: Transaction) -> None:
    row: dict[str, Any] = {
        "actor": tx.actor.id, "key": asked.key, "body_hash": _hash(asked), "status": _PENDING,
        "headers": {}, "body": None, "at": tx.now,
    }  # fmt: skip
    try:
        tx.connection.execute(insert(_table).values(row))
    except IntegrityError:
        raise _Repeated from None


def _hash(asked: Asked) -> str:
    request = asked.request
    head = f"{request.method} {request.url.path}\n".encode()
    secret = getattr(request.state, "secret", False)
    return hashlib.sha256(
        head + (b"" if secret else getattr(request.state, "body", b""))
    ).hexdigest()
