"""The pages people see: one module each, brought in by name."""

from importlib import import_module

from fastapi import APIRouter

PAGES = (
    "home", "inbox", "tasks", "retracing", "votes", "transfers", "stand_ins", "telling", "notices", "lists", "options",
    "editing", "records", "prints", "files", "search", "messages", "instances",
)  # fmt: skip

router = APIRouter()
for _name in PAGES:
    router.include_router(import_module(f"{__name__}.{_name}").router)

__all__ = ["PAGES", "router"]
