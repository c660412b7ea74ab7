"""The API of everything that lives: records, tasks, instances, messages, notices."""

from fastapi import APIRouter

from dougong.runtime.api import (
    comments,
    files,
    instances,
    messages,
    notifications,
    openapi,
    records,
    retracing,
    stand_ins,
    tasks,
    votes,
)

_AREAS = (
    records, comments, files, tasks, votes, retracing, stand_ins, instances, messages,
    notifications, openapi,
)  # fmt: skip
router = APIRouter(prefix="/api")
for area in _AREAS:
    router.include_router(area.router)

__all__ = ["router"]
