"""`/api/notifications`: what the actor was told."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction, wire
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, JsonBody, write
from dougong.runtime.notifications import mark_read, notices_of, prefer, preferences

router = APIRouter(prefix="/notifications")
_KNOWN = N_("Only “mail”, “digest_at” and “ways” can be sent here")
_KEYS = (
    "id", "notification", "title", "body", "form", "record", "task", "created_at", "read_at", "cause",
)  # fmt: skip


@router.get("")
def list_notices(asked: Ask, unread: bool = False, copies: bool = False) -> Response:
    """Notices of the actor, newest first; with `copies` only records copied to them."""
    with asked.reading() as tx:
        items = [_shown(row) for row in notices_of(tx, unread, copies=copies)]
    return JSONResponse({"items": items})


@router.get("/preferences")
def read_preferences(asked: Ask) -> Response:
    """The actor's address (`mail`), time of the mail of the day (`digest_at`, HH:MM) and `ways`: by
    notification, how they are told of it (app, mail, digest, off)."""
    with asked.reading() as tx:
        return JSONResponse(_preferred(tx))


@router.patch("/preferences")
def change_preferences(asked: Ask, body: JsonBody) -> Response:
    """Change any of them."""

    def work(tx: Transaction) -> Answer:
        now = {**_preferred(tx), **body}
        if set(now) != {"mail", "digest_at", "ways"} or not isinstance(now["ways"], dict):
            raise Invalid.of([FieldProblem("", "invalid", Message(_KNOWN))])
        ways = {str(key): str(way) for key, way in now["ways"].items()}
        prefer(tx, str(now["mail"] or ""), str(now["digest_at"]), ways)
        return Answer(200, _preferred(tx))

    return write(asked, work)


@router.post("/{id}/read")
def read_notice(asked: Ask, id: str) -> Response:
    """Mark a notice as read."""

    def work(tx: Transaction) -> Answer:
        mark_read(tx, id)
        return Answer(204)

    return write(asked, work)


def _preferred(tx: Transaction) -> dict[str, Any]:
    found = preferences(tx)
    return {"mail": found.mail, "digest_at": found.digest_at, "ways": dict(found.ways)}


def _shown(row: Any) -> dict[str, Any]:
    found: dict[str, Any] = wire({key: row[key] for key in _KEYS})
    return found
