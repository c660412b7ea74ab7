"""`/options/{form}`: what the searchable lists of pages are fed with."""

from __future__ import annotations

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.platform.web import Ask
from dougong.runtime.pages.views.options import options

router = APIRouter()
HELD = "holder."


@router.get("/options/{target}")
def read_options(
    asked: Ask,
    target: str,
    q: str = Query("", max_length=200),
    asks: str = Query("", alias="for", max_length=200),
) -> Response:
    """`{items: [{id, text, hint}]}`: at most 20 that fit the words and the asking field's filter."""
    sent = asked.request.query_params.items()
    held = {key.removeprefix(HELD): value for key, value in sent if key.startswith(HELD)}
    with asked.reading() as tx:
        found = options(tx, target, q, asks, held)
    return JSONResponse({"items": [one.__dict__ for one in found]})
