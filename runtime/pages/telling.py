"""`/notifications/settings`: how one wants to be told; `/mails`: what could not be sent."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.mails import again
from dougong.platform.problems import Forbidden, Invalid
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, FormBody, page, redirect, write
from dougong.runtime.notifications import prefer
from dougong.runtime.pages.views.telling import mails_view, may_mend, telling_view

router = APIRouter()
_PAGE = "runtime/pages/telling.html"
_WAY = "way."


@router.get("/notifications/settings")
def read_settings(asked: Ask) -> Response:
    """Address, time of the mail of the day, and how one is told of what."""
    with asked.reading() as tx:
        return page(asked, tx, _PAGE, telling_view(tx))


@router.post("/notifications/settings")
def keep_settings(asked: Ask, sent: FormBody) -> Response:
    """Keep them."""
    ways = {key.removeprefix(_WAY): way for key, way in sent.items() if key.startswith(_WAY)}

    def work(tx: Transaction) -> Answer:
        prefer(tx, sent.get("mail", ""), sent.get("digest_at", ""), ways)
        return redirect("/notifications/settings", "saved")

    try:
        return write(asked, work)
    except Invalid as problem:
        with asked.reading() as tx:
            view = telling_view(tx, sent, problem)
            return page(asked, tx, _PAGE, view, status=problem.status)


@router.get("/mails")
def read_mails(asked: Ask) -> Response:
    """Mails that could not be sent, for administrators."""
    with asked.reading() as tx:
        _check(tx)
        return page(asked, tx, "runtime/pages/mails.html", mails_view(tx))


@router.post("/mails/{id}/again")
def try_again(asked: Ask, id: str, sent: FormBody) -> Response:
    """Try one again."""

    def work(tx: Transaction) -> Answer:
        _check(tx)
        again(tx, id)
        return redirect("/mails", "sent_again")

    return write(asked, work)


def _check(tx: Transaction) -> None:
    if not may_mend(tx):
        raise Forbidden(Message(N_("You have no right to do this here")))
