"""The API of everything that lives: records, tasks, instances, messages, notices."""

from fastapi import APIRouter

from dougong.runtime.api import (
    files,
    instances,
    messages,
    notifications,
    openapi,
    records,
    retracing,
    tasks,
)

router = APIRouter(prefix="/api")
for area in (records, files, tasks, retracing, instances, messages, notifications, openapi):
    router.include_router(area.router)

__all__ = ["router"]
