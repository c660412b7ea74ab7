"""`/api/records/{form}/{id}/comments`: what people say about a record."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from dougong.platform.storage import Transaction, wire
from dougong.platform.web import Answer, Ask, JsonBody, write
from dougong.runtime.comments import comment, comments_of

router = APIRouter(prefix="/records")


@router.get("/{form}/{id}/comments")
def read_comments(asked: Ask, form: str, id: str) -> Response:
    """Comments on a record, oldest first."""
    with asked.reading() as tx:
        return JSONResponse({"items": wire(comments_of(tx, form, id))})


@router.post("/{form}/{id}/comments")
def say(asked: Ask, form: str, id: str, body: JsonBody) -> Response:
    """Say `words` about a record; gives the comment."""

    def work(tx: Transaction) -> Answer:
        made = comment(tx, form, id, body.get("words"))
        (found,) = [one for one in comments_of(tx, form, id) if one["id"] == made]
        return Answer(201, wire(found))

    return write(asked, work)
