"""`/instances/{id}`: a run of a flow, and mending it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response

from dougong.platform.problems import Conflict, Invalid, PageOutdated
from dougong.platform.storage import Transaction
from dougong.platform.web import Answer, Ask, Asked, FormBody, page, redirect, write
from dougong.runtime.flows import instances
from dougong.runtime.pages.views.instance import instance_view
from dougong.runtime.records import reason_of

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
    return _mended(asked, id, lambda tx: instances.skip(tx, id, reason_of(sent.get("reason"))))


def _mended(asked: Asked, id: str, mend: Callable[[Transaction], None]) -> Response:
    def work(tx: Transaction) -> Answer:
        instances.check_act(tx, id)
        mend(tx)
        return redirect(f"/instances/{id}", "done")

    try:
        return write(asked, work)
    except (Conflict, Invalid, PageOutdated) as problem:
        with asked.reading() as tx:
            words = problem.fields[0].message if problem.fields else problem.message
            view = instance_view(tx, id, words.render(tx.actor.language))
            return page(asked, tx, _TEMPLATE, view, status=problem.status)
