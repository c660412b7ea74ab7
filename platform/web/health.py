"""Whether the product is well."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from dougong.platform.identity import NOBODY
from dougong.platform.problems import Problem
from dougong.platform.web.asked import Ask

router = APIRouter()


@router.get("/healthz")
def healthz(asked: Ask) -> Response:
    """200 while the database answers in its newest shape and the worker is alive; else 503."""
    deployment = asked.deployment
    found = {"database": "ok", "schema": "ok", "worker": "ok"}
    try:
        with deployment.storage.read(NOBODY):
            pass
        if not deployment.storage.at_head():
            found["schema"] = "old"
    except (SQLAlchemyError, Problem):
        found["database"] = "unreachable"
    if deployment.jobs is not None and not deployment.jobs.alive:
        found["worker"] = "stopped"
    well = all(state == "ok" for state in found.values())
    return JSONResponse({"status": "ok" if well else "failing", **found}, 200 if well else 503)
