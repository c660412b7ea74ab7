"""`/api/tasks/{id}/send-back` and `/withdraw`: going back."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, JsonBody, write
from dougong.runtime.api.tasks import shown
from dougong.runtime.flows.retracing import send_back, withdraw
from dougong.runtime.flows.tasks import task
from dougong.runtime.records import reason_of

router = APIRouter(prefix="/tasks")


@router.post("/{id}/send-back")
def send_task_back(asked: Ask, id: str, body: JsonBody) -> Response:
    """Send a task back `to` one of the nodes its definition lists, with a `reason`; gives the task,
    which is over."""
    unknown = sorted(set(body) - {"to", "reason"})
    if unknown:
        problem = FieldProblem(unknown[0][:60], "unknown", Message(N_("This is not known here")))
        raise Invalid.of([problem])

    def work(tx: Transaction) -> Answer:
        send_back(tx, id, str(body.get("to", "")), reason_of(body.get("reason")))
        return Answer(200, shown(task(tx, id)))

    return write(asked, work)


@router.post("/{id}/withdraw")
def take_task_back(asked: Ask, id: str) -> Response:
    """Take back a task one has done; gives the task, which counts no more: it is open anew."""

    def work(tx: Transaction) -> Answer:
        withdraw(tx, id)
        return Answer(200, shown(task(tx, id)))

    return write(asked, work)
