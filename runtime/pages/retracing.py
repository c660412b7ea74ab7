"""`/tasks/{id}/send-back` and `/withdraw`: going back."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.problems import Conflict, Forbidden, Invalid, Refused
from dougong.platform.storage import Transaction
from dougong.platform.web import Answer, Ask, FormBody, redirect, write
from dougong.runtime.flows.retracing import send_back, withdraw
from dougong.runtime.pages.tasks import task_page
from dougong.runtime.records import reason_of

router = APIRouter(prefix="/tasks")


@router.post("/{id}/send-back")
def send_task_back(asked: Ask, id: str, sent: FormBody) -> Response:
    """Send a task back to where the person has chosen, with a reason."""

    def work(tx: Transaction) -> Answer:
        send_back(tx, id, sent.get("to", ""), reason_of(sent.get("reason")))
        return redirect(f"/tasks/{id}")

    try:
        return write(asked, work)
    except (Invalid, Refused, Conflict, Forbidden) as problem:
        with asked.reading() as tx:
            return task_page(asked, tx, id, None, problem)


@router.post("/{id}/withdraw")
def take_task_back(asked: Ask, id: str, sent: FormBody) -> Response:
    """Take back a task one has done; it is open anew."""

    def work(tx: Transaction) -> Answer:
        return redirect(f"/tasks/{withdraw(tx, id) or id}")

    try:
        return write(asked, work)
    except (Invalid, Refused, Conflict, Forbidden) as problem:
        with asked.reading() as tx:
            return task_page(asked, tx, id, None, problem)
