"""`/notifications`: what the person was told."""

from __future__ import annotations

from contextlib import suppress

from fastapi import APIRouter, Response

from dougong.platform.problems import Forbidden, NotFound
from dougong.platform.storage import Transaction
from dougong.platform.web import Answer, Ask, FormBody, page, redirect, write
from dougong.runtime.flows.tasks import task
from dougong.runtime.notifications import Notice, mark_all_read, mark_read, notice
from dougong.runtime.pages.views.notices import notices_view

router = APIRouter(prefix="/notifications")


@router.get("")
def read_notices(asked: Ask) -> Response:
    """Notices, newest first."""
    with asked.reading() as tx:
        return page(asked, tx, "runtime/pages/notices.html", notices_view(tx))


@router.post("/read")
def read_all(asked: Ask, sent: FormBody) -> Response:
    """Mark all as read."""

    def work(tx: Transaction) -> Answer:
        mark_all_read(tx)
        return redirect("/notifications")

    return write(asked, work)


@router.post("/{id}/open")
def open_notice(asked: Ask, id: str, sent: FormBody) -> Response:
    """Read one: it is marked, and the task or record it is about opens."""

    def work(tx: Transaction) -> Answer:
        found = notice(tx, id)
        if found["read_at"] is None:
            mark_read(tx, id)
        return redirect(_leads_to(tx, found))

    return write(asked, work)


def _leads_to(tx: Transaction, found: Notice) -> str:
    """The task where it is the person's, else the record."""
    if found["task"]:
        with suppress(NotFound, Forbidden):
            return f"/tasks/{task(tx, found['task'])['id']}"
    about = found["form"] and found["record"]
    return f"/records/{found['form']}/{found['record']}" if about else "/notifications"
