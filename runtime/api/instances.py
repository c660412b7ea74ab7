"""`/api/instances`: runs of flows."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.platform.storage import Transaction, wire
from dougong.platform.web import Answer, Ask, JsonBody, write
from dougong.runtime.flows import instances
from dougong.runtime.records import reason_of

router = APIRouter(prefix="/instances")


@router.get("")
def list_instances(asked: Ask, record: Annotated[str, Query(max_length=36)]) -> Response:
    """Instances about a record the actor may see, oldest first."""
    with asked.reading() as tx:
        found = instances.about(tx, record)
        items = [head(row) for row in found if instances.may_see(tx, row)]
    return JSONResponse({"items": items})


@router.get("/{id}")
def read_instance(asked: Ask, id: str) -> Response:
    """One instance with its steps, incidents and the instances it called."""
    with asked.reading() as tx:
        return JSONResponse(_whole(tx, id))


@router.post("/{id}/retry")
def retry_instance(asked: Ask, id: str) -> Response:
    """Try the failed steps again, under the same effect keys."""

    def work(tx: Transaction) -> Answer:
        instances.check_act(tx, id)
        instances.retry(tx, id)
        return Answer(200, _whole(tx, id))

    return write(asked, work)


@router.post("/{id}/skip")
def skip_instance(asked: Ask, id: str, body: JsonBody) -> Response:
    """Go on without the failed steps; `reason` says why."""
    reason = reason_of(body.get("reason"))

    def work(tx: Transaction) -> Answer:
        instances.check_act(tx, id)
        instances.skip(tx, id, reason)
        return Answer(200, _whole(tx, id))

    return write(asked, work)


def head(row: dict[str, Any]) -> dict[str, Any]:
    """An instance without its steps, as JSON."""
    keys = ("id", "flow", "revision", "state", "form", "record", "parent", "parent_step", "cause",
            "started_at", "ended_at")  # fmt: skip
    found: dict[str, Any] = wire({key: row[key] for key in keys})
    return found


def _whole(tx: Transaction, id: str) -> dict[str, Any]:
    row = instances.visible(tx, id)
    steps = [
        {key: value for key, value in step.items() if key != "instance"}
        for step in instances.steps_of(tx, id)
    ]
    called = [head(child) for child in instances.children(tx, id)]
    more = {"steps": steps, "incidents": instances.incidents_of(tx, id), "called": called}
    return {**head(row), **wire(more)}
