"""`/messages`: the journal of exchanges with other systems."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.connectors.engine import replay
from dougong.connectors.journal import check_act
from dougong.platform.problems import Conflict, PageOutdated
from dougong.platform.storage import Transaction
from dougong.platform.web import Answer, Ask, FormBody, page, redirect, write
from dougong.runtime.pages.views.message import message_view
from dougong.runtime.pages.views.messages import messages_view

router = APIRouter(prefix="/messages")
_TEMPLATE = "runtime/pages/message.html"


@router.get("")
def read_journal(asked: Ask) -> Response:
    """Messages, newest first."""
    with asked.reading() as tx:
        view = messages_view(tx, dict(asked.request.query_params))
        return page(asked, tx, "runtime/pages/messages.html", view)


@router.get("/{id}")
def read_message(asked: Ask, id: str) -> Response:
    """One message; htmx gets what changes while its answer is awaited."""
    with asked.reading() as tx:
        return page(asked, tx, _TEMPLATE, message_view(tx, id), block="message")


@router.post("/{id}/replay")
def replay_message(asked: Ask, id: str, sent: FormBody) -> Response:
    """Send it again under the same effect key; what cannot be sent again says so on its page."""

    def work(tx: Transaction) -> Answer:
        check_act(tx, id)
        replay(tx, id)
        return redirect(f"/messages/{id}", "sent_again")

    try:
        return write(asked, work)
    except (Conflict, PageOutdated) as problem:
        with asked.reading() as tx:
            view = message_view(tx, id, problem.message.render(tx.actor.language))
            return page(asked, tx, _TEMPLATE, view, status=problem.status)
