"""`/stand-ins`: who does one's tasks while one is away."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.platform.problems import Invalid
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.platform.web import Answer, Ask, FormBody, page, redirect, write
from dougong.runtime.flows.stand_ins import appoint, end
from dougong.runtime.flows.tasks import out_of_reach
from dougong.runtime.pages.views.stand_ins import stand_ins_view

router = APIRouter(prefix="/stand-ins")
_PAGE = "runtime/pages/stand_ins.html"


@router.get("")
def read_stand_ins(asked: Ask) -> Response:
    """Those named and not over yet, and for whom the person stands in."""
    with asked.reading() as tx:
        return page(asked, tx, _PAGE, stand_ins_view(tx))


@router.post("")
def name_stand_in(asked: Ask, sent: FormBody) -> Response:
    """Name one; says where they could not do what is open now."""

    def work(tx: Transaction) -> Answer:
        made = appoint(tx, sent.get("stand_in"), sent.get("from"), sent.get("until"))
        return redirect("/stand-ins", "saved", _warnings(tx, made["stand_in"]))

    try:
        return write(asked, work)
    except Invalid as problem:
        with asked.reading() as tx:
            view = stand_ins_view(tx, sent, problem)
            return page(asked, tx, _PAGE, view, status=problem.status)


@router.post("/{id}/end")
def end_stand_in(asked: Ask, id: str, sent: FormBody) -> Response:
    """Take it back."""

    def work(tx: Transaction) -> Answer:
        end(tx, id)
        return redirect("/stand-ins", "saved")

    return write(asked, work)


def _warnings(tx: Transaction, stand_in: str) -> list[str]:
    out = out_of_reach(tx, stand_in)
    words = N_("{n} of your open tasks they have no right to do: transfer these to others.")
    return [translate(words, tx.actor.language, n=out)] if out else []
