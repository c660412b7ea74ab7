"""`/instances/{id}`: a run of a flow, and mending it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response

from dougong.platform.problems import Conflict, FieldProblem, Invalid, PageOutdated
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, Asked, FormBody, page, redirect, write
from dougong.runtime.flows import instances
from dougong.runtime.pages.views.instance import instance_view

router = APIRouter(prefix="/instances")
_TEMPLATE = "runtime/pages/instance.html"


@router.get("/{id}")
def read_instance(asked: Ask, id: str) -> Response:
    """An instance; htmx gets the tree and what stands beside it alone."""
    with asked.reading() as tx:
        return page(asked, tx, _TEMPLATE, instance_view(tx, id), block="instance")


@router.post("/{id}/retry")
def retry(asked: Ask, id: str, sent: FormBody) -> Response:
    """Try the failed steps again."""
    return _mended(asked, id, lambda tx: instances.retry(tx, id))


@router.post("/{id}/skip")
def skip(asked: Ask, id: str, sent: FormBody) -> Response:
    """Go on without the failed steps, with a reason."""
    reason = sent.get("reason", "").strip()

    def work(tx: Transaction) -> None:
        if not 0 < len(reason) <= 500:
            words = Message(N_("Say why, in 500 characters at most"))
            raise Invalid(words, [FieldProblem("reason", "required", words)])
        instances.skip(tx, id, reason)

    return _mended(asked, id, work)


def _mended(asked: Asked, id: str, mend: Callable[[Transaction], None]) -> Response:
    def work(tx: Transaction) -> Answer:
        instances.check_act(tx, id)
        mend(tx)
        return redirect(f"/instances/{id}", "done")

    try:
        return write(asked, work)
    except (Conflict, Invalid, PageOutdated) as problem:
        with asked.reading() as tx:
            view = instance_view(tx, id, problem.message.render(tx.actor.language))
            return page(asked, tx, _TEMPLATE, view, status=problem.status)
