"""`/api/messages`: the journal."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.connectors.engine import replay
from dougong.connectors.journal import check_act, journal_page, steps, visible
from dougong.platform.storage import Transaction, wire
from dougong.platform.web import Answer, Ask, write

router = APIRouter(prefix="/messages")
Short = Annotated[str | None, Query(max_length=80)]


@router.get("")
def list_messages(
    asked: Ask,
    record: Short = None,
    state: Short = None,
    operation: Short = None,
    cursor: Short = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Messages newest first; `next` is the cursor of the following page."""
    wanted = {"state": state, "operation": operation}
    with asked.reading() as tx:
        found, following = journal_page(tx, wanted, record, cursor, limit)
        items = [_shown(row) for row in found]
    return JSONResponse({"items": items, "next": following})


@router.get("/{id}")
def read_message(asked: Ask, id: str) -> Response:
    """One message with every step of its life."""
    with asked.reading() as tx:
        return JSONResponse(_whole(tx, id))


@router.post("/{id}/replay")
def replay_message(asked: Ask, id: str) -> Response:
    """Send a refused or parked message again, under the same effect key."""

    def work(tx: Transaction) -> Answer:
        check_act(tx, id)
        replay(tx, id)
        return Answer(200, _whole(tx, id))

    return write(asked, work)


def _whole(tx: Transaction, id: str) -> dict[str, Any]:
    row = visible(tx, id)
    told = [{"state": s["state"], "at": s["at"], "detail": s["detail"]} for s in steps(tx, id)]
    return {**_shown(row), "steps": wire(told)}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = wire({key: value for key, value in row.items() if key != "order_key"})
    return found
