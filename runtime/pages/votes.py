"""`/tasks/{id}/vote`: votes, added signers, opinions and what is said about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.platform.problems import Conflict, Forbidden, Invalid, Problem, Refused, Stale, TooMany
from dougong.platform.storage import Transaction
from dougong.platform.web import (
    Answer,
    Ask,
    Asked,
    FormBody,
    page,
    page_signer,
    record_fields,
    redirect,
    seen_change_no,
    write,
)
from dougong.runtime.comments import comment
from dougong.runtime.flows.approvals import (
    add_signer,
    addable,
    give_opinion,
    signed_for,
    vote,
    voted_on,
)
from dougong.runtime.flows.tasks import task
from dougong.runtime.pages.views.approval import approval_view
from dougong.runtime.pages.views.asking import ask_first
from dougong.runtime.pages.views.merging import Difference, chosen, merged

router = APIRouter(prefix="/tasks")
TEMPLATE = "runtime/pages/approval.html"
_MOST = 20
Work = Callable[[Transaction], Answer]


@router.post("/{id}/vote")
def cast_vote(asked: Ask, id: str, sent: FormBody) -> Response:
    """Vote with the button `_do`, changing what is voted on with it."""
    raw, seen = chosen(sent, record_fields(sent)), seen_change_no(sent)
    try:
        with asked.reading() as tx:
            meaning = signed_for(tx, voted_on(tx, id))
        signer = page_signer(asked, sent, meaning is not None)
    except (Invalid, TooMany, Forbidden) as problem:
        return _again(asked, id, problem, "vote", sent, raw)

    def work(tx: Transaction) -> Answer:
        said = (sent.get("_do", ""), sent.get("_comment", ""))
        done = vote(tx, id, *said, raw, seen, lenient=True, signer=signer)
        ask_first(done.warnings, sent)
        return redirect(f"/tasks/{id}", "voted")

    return _try(asked, id, work, "vote", sent, raw)


@router.post("/{id}/opinion")
def say_opinion(asked: Ask, id: str, sent: FormBody) -> Response:
    """Say what one was asked for."""

    def work(tx: Transaction) -> Answer:
        give_opinion(tx, id, sent.get("_comment", ""))
        return redirect(f"/tasks/{id}", "said")

    return _try(asked, id, work, "vote", sent)


@router.post("/{id}/signers")
def ask_signer(asked: Ask, id: str, sent: FormBody) -> Response:
    """Ask somebody to sign before or after oneself, or for an opinion."""

    def work(tx: Transaction) -> Answer:
        named = (sent.get(key, "") for key in ("_person", "_place", "_reason"))
        add_signer(tx, id, *named)
        return redirect(f"/tasks/{id}", "asked")

    return _try(asked, id, work, "signer", sent)


@router.get("/{id}/people")
def read_people(asked: Ask, id: str, q: str = Query("", max_length=200)) -> Response:
    """`{items: [{id, text, hint}]}`: who could be asked to sign."""
    with asked.reading() as tx:
        found = addable(tx, voted_on(tx, id), q)[:_MOST]
    return JSONResponse({"items": [{"id": one, "text": name, "hint": ""} for one, name in found]})


@router.post("/{id}/comments")
def say(asked: Ask, id: str, sent: FormBody) -> Response:
    """Say something about what is voted on."""

    def work(tx: Transaction) -> Answer:
        found = voted_on(tx, id).task
        comment(tx, found["form"], found["record"], sent.get("_words", ""))
        return redirect(f"/tasks/{id}", "said")

    return _try(asked, id, work, "comment", sent)


def _try(
    asked: Asked,
    id: str,
    work: Work,
    failed: str,
    sent: Mapping[str, str],
    raw: Mapping[str, Any] | None = None,
) -> Response:
    """Do it; what is refused is said on the page, with what was typed."""
    try:
        return write(asked, work)
    except (Invalid, Refused, Conflict, Stale, Forbidden) as problem:
        return _again(asked, id, problem, failed, sent, raw)


def _again(
    asked: Asked,
    id: str,
    problem: Problem,
    failed: str,
    sent: Mapping[str, str],
    raw: Mapping[str, Any] | None,
) -> Response:
    typed = {key.removeprefix("_"): value for key, value in sent.items() if key.startswith("_")}
    typed.pop("password", None)
    with asked.reading() as tx:
        found = task(tx, id)
        differences: list[Difference] = []
        if isinstance(problem, Stale) and raw is not None:
            seen = seen_change_no(sent)
            raw, differences = merged(tx, found["form"], found["record"], seen, raw)
        view = approval_view(tx, found, raw, problem, differences, typed, failed)
        return page(asked, tx, TEMPLATE, view, status=problem.status)
