"""`/api/tasks`: the actor's own tasks."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction, to_wire, wire
from dougong.platform.texts import N_, Message
from dougong.platform.web import (
    API_FIELD,
    Answer,
    Ask,
    JsonBody,
    error_of,
    sent_password,
    signer_of,
    write,
)
from dougong.runtime.flows.retracing import offers
from dougong.runtime.flows.tasks import (
    candidates,
    claim,
    complete,
    events_of_tasks,
    release,
    task,
    tasks_of,
    transfer,
)
from dougong.runtime.records import signed_for

router = APIRouter(prefix="/tasks")
_KEYS = (
    "id", "kind", "title", "form", "record", "transition", "fields", "instance", "node", "roles",
    "persons", "claimed_by", "on_behalf_of", "state", "due_at", "created_at", "done_at", "done_by", "reason",
)  # fmt: skip


@router.get("")
def list_tasks(asked: Ask, state: Literal["open", "done"] = "open") -> Response:
    """Tasks of the actor: open ones the most urgent first, or those done by them."""
    with asked.reading() as tx:
        items = [shown(row) for row in tasks_of(tx, state)]
    return JSONResponse({"items": items})


@router.get("/{id}")
def read_task(asked: Ask, id: str) -> Response:
    """One task of the actor's, with its reminders, escalations and transfers as `events`;
    `send_back`: the nodes it may be sent back to."""
    with asked.reading() as tx:
        found = task(tx, id)
        back = offers(tx, found) if found["state"] == "open" else []
        events = events_of_tasks(tx, [id]).get(id, [])
        told = [{key: wire(one[key]) for key in ("name", "at", "by", "detail")} for one in events]
        more = {"events": told, "send_back": [one["id"] for one in back]}
        return JSONResponse({**shown(found), **more})


@router.get("/{id}/transfer/people")
def read_people(asked: Ask, id: str, q: str = Query("", max_length=200)) -> Response:
    """`{items: [{id, text, hint}]}`: people the task can be handed to."""
    with asked.reading() as tx:
        found = candidates(tx, id, q)
    return JSONResponse({"items": [{"id": i, "text": n, "hint": login} for i, n, login in found]})


@router.post("/{id}/transfer")
def transfer_task(asked: Ask, id: str, body: JsonBody) -> Response:
    """Hand the task to the `person` with this id, and say why (`reason`)."""

    def work(tx: Transaction) -> Answer:
        transfer(tx, id, body.get("person"), body.get("reason"))
        return Answer(204)

    return write(asked, work)


@router.post("/{id}/claim")
def claim_task(asked: Ask, id: str) -> Response:
    """Take a task, so that nobody else works on it."""
    return write(asked, lambda tx: Answer(200, shown(claim(tx, id))))


@router.post("/{id}/release")
def release_task(asked: Ask, id: str) -> Response:
    """Give a task back to everybody who has its role."""

    def work(tx: Transaction) -> Answer:
        release(tx, id)
        return Answer(200, shown(task(tx, id)))

    return write(asked, work)


@router.post("/{id}/complete")
def complete_task(asked: Ask, id: str, body: JsonBody) -> Response:
    """Fill in `fields` of the task's record and do its transition; gives the record."""
    fields = body.get("fields", {})
    with asked.reading() as tx:
        found = task(tx, id)
        at = (found["form"], found["record"], found["transition"])
        signs = found["state"] == "open" and signed_for(tx, *at) is not None
    unknown = sorted(set(body) - {"fields", *(["signature"] if signs else [])})
    if unknown or not isinstance(fields, dict):
        name = unknown[0][:60] if unknown else "fields"
        problem = FieldProblem(name, "invalid", Message(N_("Only “fields” can be sent here")))
        raise Invalid.of([problem])

    password = sent_password(body.get("signature")) if signs else ""
    signer = signer_of(asked, password, API_FIELD) if signs else None

    def work(tx: Transaction) -> Answer:
        saved = complete(tx, id, fields, signer=signer)
        hidden = tx.actor.rights.of(saved.record.form).hidden
        found = to_wire(tx.library, saved.record, hidden)
        warnings = [error_of(one, asked.language) for one in saved.warnings]
        return Answer(200, {**found, "warnings": warnings} if warnings else found)

    return write(asked, work)


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """A task as the API gives it."""
    found: dict[str, Any] = wire({key: row[key] for key in _KEYS})
    return found
