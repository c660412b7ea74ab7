"""`/inbox`: what waits for the person."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.web import Ask, is_fragment, page
from dougong.runtime.pages.views.inbox import inbox_view
from dougong.runtime.pages.views.task_preview import preview_view

router = APIRouter()


@router.get("/inbox")
def read_inbox(asked: Ask) -> Response:
    """Tasks by urgency; htmx gets the preview of the one `task` names."""
    parameters = dict(asked.request.query_params)
    with asked.reading() as tx:
        if is_fragment(asked.request):
            view = preview_view(tx, parameters.get("task", ""))
            return page(asked, tx, "runtime/pages/inbox_preview.html", view)
        return page(asked, tx, "runtime/pages/inbox.html", inbox_view(tx, parameters))
