"""`/prints`: labels of records, for paper."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.web import Ask, page
from dougong.runtime.pages.views.labels import labels_view, printed

router = APIRouter()
_TEMPLATE = "runtime/pages/labels.html"


@router.get("/records/{form}/{id}/prints/{print_id}")
def read_labels(asked: Ask, form: str, id: str, print_id: str) -> Response:
    """The labels of a record, ready to be printed."""
    with asked.reading() as tx:
        return page(asked, tx, _TEMPLATE, labels_view(tx, print_id, form, id))


@router.get("/prints/{print_id}.css")
def read_sheet(asked: Ask, print_id: str) -> Response:
    """The size of a label as a style of its own: the policy of pages takes none written into them."""
    with asked.reading() as tx:
        size = printed(tx, print_id).body["size"]
    width, height = f"{size['width']}mm", f"{size['height']}mm"
    style = (
        f"@page {{ size: {width} {height}; margin: 0; }}\n"
        f".dg-label {{ width: {width}; height: {height}; }}\n"
    )
    return Response(style, media_type="text/css")
