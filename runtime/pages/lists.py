"""`/lists/{list}`: records in columns."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.web import Ask, page
from dougong.runtime.pages.views.list import list_view

router = APIRouter()


@router.get("/lists/{id}")
def read_list(asked: Ask, id: str) -> Response:
    """A list as its definition asks, narrowed by the parameters of the address."""
    url = asked.request.url
    with asked.reading() as tx:
        view = list_view(tx, id, url.path, dict(asked.request.query_params))
        return page(asked, tx, "runtime/pages/list.html", view)
