"""`/search`: one field to find everything by."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.web import Ask, page
from dougong.runtime.pages.views.search import search_view

router = APIRouter()


@router.get("/search")
def search(asked: Ask, q: str = "") -> Response:
    """Records of every readable form that hold the words, grouped by form."""
    with asked.reading() as tx:
        return page(asked, tx, "runtime/pages/search.html", search_view(tx, q))
