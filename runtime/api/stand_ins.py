"""`/api/stand-ins`: who does the actor's tasks while they are away, and whose the actor does."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from dougong.platform.storage import Transaction, wire
from dougong.platform.web import Answer, Ask, JsonBody, write
from dougong.runtime.flows.stand_ins import appoint, appointed, end, standing_in

router = APIRouter(prefix="/stand-ins")
_KEYS = ("id", "person", "stand_in", "from_at", "until_at", "created_at")


@router.get("")
def list_stand_ins(asked: Ask) -> Response:
    """`items` the actor has named, and `for` whom they stand in; those that are not over."""
    with asked.reading() as tx:
        mine = [_shown(row) for row in appointed(tx)]
        others = [_shown(row) for row in standing_in(tx)]
    return JSONResponse({"items": mine, "for": others})


@router.post("")
def name_stand_in(asked: Ask, body: JsonBody) -> Response:
    """Let `stand_in` (id of a person) do the actor's tasks `from` a day `until` another, both
    included."""

    def work(tx: Transaction) -> Answer:
        found = appoint(tx, body.get("stand_in"), body.get("from"), body.get("until"))
        return Answer(201, _shown(found))

    return write(asked, work)


@router.delete("/{id}")
def end_stand_in(asked: Ask, id: str) -> Response:
    """Take it back."""

    def work(tx: Transaction) -> Answer:
        end(tx, id)
        return Answer(204)

    return write(asked, work)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = wire({key: row[key] for key in _KEYS})
    return found
