"""`/tasks/{id}/transfer`: a task is handed to another person."""

from __future__ import annotations

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.platform.problems import Invalid
from dougong.platform.storage import Transaction
from dougong.platform.web import Answer, Ask, FormBody, page, redirect, write
from dougong.runtime.flows.tasks import candidates, task, transfer
from dougong.runtime.pages.views.handing import handing_view
from dougong.runtime.pages.views.task import task_view

router = APIRouter(prefix="/tasks")


@router.get("/{id}/transfer/people")
def read_people(asked: Ask, id: str, q: str = Query("", max_length=200)) -> Response:
    """`{items: [{id, text, hint}]}`: people the task can be handed to, for the searchable list."""
    with asked.reading() as tx:
        found = candidates(tx, id, q)
    return JSONResponse({"items": [{"id": i, "text": n, "hint": login} for i, n, login in found]})


@router.post("/{id}/transfer")
def transfer_task(asked: Ask, id: str, sent: FormBody) -> Response:
    """Hand the task on, and go back to the inbox."""

    def work(tx: Transaction) -> Answer:
        transfer(tx, id, sent.get("person"), sent.get("reason"))
        return redirect("/inbox", "transferred")

    try:
        return write(asked, work)
    except Invalid as problem:
        with asked.reading() as tx:
            found = task(tx, id)
            handing = handing_view(tx, found, sent, problem)
            view = task_view(tx, found, handing=handing)
            return page(asked, tx, "runtime/pages/task.html", view, status=problem.status)
