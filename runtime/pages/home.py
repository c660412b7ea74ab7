"""`/`: where somebody who signs in begins, and the places the runtime brings to the navigation."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Response

from dougong.connectors.journal import needing_somebody
from dougong.platform.mails import unsent
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.platform.web import Ask, Entry, offer, redirect
from dougong.runtime.flows.tasks import open_count
from dougong.runtime.notifications import unread_count
from dougong.runtime.pages.views.telling import may_mend

router = APIRouter()


@router.get("/")
def home(asked: Ask) -> Response:
    """The inbox is where work begins."""
    with asked.reading():
        return redirect("/inbox").response()


def entries(tx: Transaction) -> Iterable[Entry]:
    """The inbox with what waits; the journal for those who may read it."""
    language, rights = tx.actor.language, tx.actor.rights
    inbox = translate(N_("Inbox"), language)
    yield Entry("inbox", inbox, "inbox", "/inbox", badge=open_count(tx), phone=True)
    if rights.everything or rights.messages:
        words, stuck = translate(N_("Journal"), language), needing_somebody(tx)
        yield Entry(
            "messages", words, "plug-connected", "/messages", badge=stuck, alert=True, foot=True
        )
    if may_mend(tx) and (parked := unsent(tx)):
        words = translate(N_("Unsent mail"), language)
        yield Entry("mails", words, "mail", "/mails", badge=parked, alert=True, foot=True)


offer(entries, unread_count)
