"""`/options/{form}`: what the searchable lists of pages are fed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.platform.web import Ask
from dougong.runtime.pages.views.options import options

router = APIRouter()
_HELD, _ROW = "holder.", "row."


@router.get("/options/{target}")
def read_options(
    asked: Ask,
    target: str,
    q: str = Query("", max_length=200),
    asks: str = Query("", alias="for", max_length=200),
) -> Response:
    """`{items: [{id, text, hint, marks: [{text, tone}]}]}`: at most 20 that fit the words
    and the filter of the asking field."""
    held, row = (_told(asked.request.query_params, of) for of in (_HELD, _ROW))
    with asked.reading() as tx:
        found = options(tx, target, q, asks, held, row)
    return JSONResponse({"items": [asdict(one) for one in found]})


def _told(sent: Mapping[str, str], of: str) -> dict[str, str]:
    return {key.removeprefix(of): value for key, value in sent.items() if key.startswith(of)}
