"""`/tasks/{id}/transfer`: a task is handed to another person."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.problems import Invalid
from dougong.platform.storage import Transaction
from dougong.platform.web import Answer, Ask, FormBody, page, redirect, write
from dougong.runtime.flows.tasks import task, transfer
from dougong.runtime.pages.views.handing import handing_view
from dougong.runtime.pages.views.task import task_view

router = APIRouter(prefix="/tasks")


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
