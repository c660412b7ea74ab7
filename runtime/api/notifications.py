"""`/api/notifications`: what the actor was told."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from dougong.platform.storage import Transaction, wire
from dougong.platform.web import Answer, Ask, write
from dougong.runtime.notifications import mark_read, notices_of

router = APIRouter(prefix="/notifications")
_KEYS = (
    "id", "notification", "title", "body", "form", "record", "task", "created_at", "read_at", "cause",
)  # fmt: skip


@router.get("")
def list_notices(asked: Ask, unread: bool = False, copies: bool = False) -> Response:
    """Notices of the actor, newest first; with `copies` only records copied to them."""
    with asked.reading() as tx:
        items = [_shown(row) for row in notices_of(tx, unread, copies=copies)]
    return JSONResponse({"items": items})


@router.post("/{id}/read")
def read_notice(asked: Ask, id: str) -> Response:
    """Mark a notice as read."""

    def work(tx: Transaction) -> Answer:
        mark_read(tx, id)
        return Answer(204)

    return write(asked, work)


def _shown(row: Any) -> dict[str, Any]:
    found: dict[str, Any] = wire({key: row[key] for key in _KEYS})
    return found
