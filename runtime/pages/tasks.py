"""`/tasks/{id}`: a task is filled in, kept, taken, given back, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response

from dougong.platform.problems import Conflict, Forbidden, Invalid, Problem, Refused, Stale, TooMany
from dougong.platform.storage import Transaction
from dougong.platform.web import (
    Answer,
    Ask,
    Asked,
    FormBody,
    is_fragment,
    page,
    page_signer,
    record_fields,
    redirect,
    seen_change_no,
    write,
)
from dougong.runtime.flows.tasks import claim, complete, release, task
from dougong.runtime.pages.views.approval import approval_view, fields_of_vote
from dougong.runtime.pages.views.asking import ask_first
from dougong.runtime.pages.views.keeping import kept_view, unkept_view
from dougong.runtime.pages.views.merging import Difference, chosen, merged
from dougong.runtime.pages.views.sent_files import with_sent_files
from dougong.runtime.pages.views.taking import TAKE, with_taken
from dougong.runtime.pages.views.task import claim_view, fields_view, task_view
from dougong.runtime.pages.views.task_outcome import outcome_view
from dougong.runtime.records import change, signed_for

router = APIRouter(prefix="/tasks")
_ENTRY = "runtime/pages/task.html"
_OVER = "runtime/pages/task_over.html"
_OUTCOME = "runtime/pages/task_outcome.html"
_CLAIM = "runtime/pages/task_claim.html"
_FIELDS = "runtime/pages/edit_fields.html"
_VOTE = "runtime/pages/approval.html"


@router.get("/{id}")
def read_task(asked: Ask, id: str) -> Response:
    """The task ready to be filled in, or what came of it; htmx gets what came of it alone."""
    with asked.reading() as tx:
        if is_fragment(asked.request):
            return page(asked, tx, _OUTCOME, outcome_view(tx, task(tx, id)))
        return task_page(asked, tx, id)


@router.post("/{id}")
def fill_in_task(asked: Ask, id: str, sent: FormBody) -> Response:
    """Keep what was filled in (`_do` is `save`), or do the task with it."""
    with asked.reading() as tx:
        found = task(tx, id)
        form = found["form"]
        meaning = signed_for(tx, form, found["record"], found["transition"])
    files = with_sent_files(asked, form, sent)
    raw = chosen(sent, record_fields(files.fields))
    seen = seen_change_no(sent)
    if sent.get(TAKE):
        return _taking(asked, id, raw, sent[TAKE])
    try:
        done = sent.get("_do") != "save"
        signer = page_signer(asked, sent, meaning is not None) if done else None
    except (Invalid, TooMany, Forbidden) as problem:
        with asked.reading() as tx:
            return task_page(asked, tx, id, raw, problem)

    def work(tx: Transaction) -> Answer:
        files.check()
        if sent.get("_do") == "save":
            found = claim(tx, id)
            saved = change(tx, found["form"], found["record"], raw, seen, lenient=True)
            return redirect(f"/tasks/{id}", "saved", saved.warned(tx.actor.language))
        done = complete(tx, id, raw, seen, lenient=True, signer=signer)
        ask_first(done.warnings, sent)
        return redirect(f"/tasks/{id}", "done")

    try:
        return write(asked, work)
    except Stale as problem:
        return _together(asked, id, seen, raw, problem)
    except (Invalid, Refused, Conflict, Forbidden) as problem:
        with asked.reading() as tx:
            return task_page(asked, tx, id, raw, problem)


@router.post("/{id}/preview")
def preview_task(asked: Ask, id: str, sent: FormBody) -> Response:
    """The fields, worked out from what is typed so far."""
    with asked.reading() as tx:
        found, raw = task(tx, id), record_fields(sent)
        make = fields_of_vote if found["kind"] == "approve" else fields_view
        return page(asked, tx, _FIELDS, make(tx, found, raw))


@router.post("/{id}/keep")
def keep_task(asked: Ask, id: str, sent: FormBody) -> Response:
    """Keep what was filled in so far, in the background: JSON with the number of the change, or with
    what stands against it, field by field."""
    raw, seen = record_fields(sent), seen_change_no(sent)

    def work(tx: Transaction) -> Answer:
        found = claim(tx, id)
        saved = change(tx, found["form"], found["record"], raw, seen, lenient=True)
        return Answer(200, kept_view(tx, saved.record))

    try:
        return write(asked, work)
    except (Stale, Invalid, Refused, Conflict, Forbidden) as problem:
        with asked.reading() as tx:
            return Answer(
                problem.status, unkept_view(tx, task(tx, id), seen, raw, problem)
            ).response()


@router.post("/{id}/claim")
def claim_task(asked: Ask, id: str, sent: FormBody) -> Response:
    """Take the task: by its button, or by beginning to fill it in (then htmx asks)."""

    def work(tx: Transaction) -> Answer:
        claim(tx, id)
        return _back(id, sent)

    try:
        answer = write(asked, work)
    except Conflict as problem:
        return _taken(asked, id, problem)
    return _claim(asked, id, 200) if is_fragment(asked.request) else answer


@router.post("/{id}/release")
def release_task(asked: Ask, id: str, sent: FormBody) -> Response:
    """Give the task back to everybody who has its role."""

    def work(tx: Transaction) -> Answer:
        release(tx, id)
        return _back(id, sent)

    try:
        return write(asked, work)
    except Conflict as problem:
        return _taken(asked, id, problem)


def _taking(asked: Asked, id: str, raw: Mapping[str, Any], field: str) -> Response:
    """The page again, with the proposal in its field; nothing is saved yet."""
    with asked.reading() as tx:
        found = task(tx, id)
        return task_page(asked, tx, id, with_taken(tx, found["form"], found["record"], raw, field))


def _back(id: str, sent: Mapping[str, str]) -> Answer:
    return redirect(f"/inbox?task={id}" if sent.get("_back") == "inbox" else f"/tasks/{id}")


def _taken(asked: Asked, id: str, problem: Conflict) -> Response:
    if is_fragment(asked.request):
        return _claim(asked, id, problem.status)
    with asked.reading() as tx:
        return task_page(asked, tx, id, None, problem)


def _claim(asked: Asked, id: str, status: int) -> Response:
    with asked.reading() as tx:
        return page(asked, tx, _CLAIM, claim_view(tx, task(tx, id)), status=status)


def _together(
    asked: Asked, id: str, seen: int | None, raw: Mapping[str, Any], problem: Stale
) -> Response:
    """What was typed and what somebody else saved meanwhile, to choose from."""
    with asked.reading() as tx:
        found = task(tx, id)
        both, differences = merged(tx, found["form"], found["record"], seen, raw)
        return task_page(asked, tx, id, both, problem, differences)


def task_page(
    asked: Asked,
    tx: Transaction,
    id: str,
    raw: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
    differences: Sequence[Difference] = (),
) -> Response:
    """The page of the task as it is now; after a refusal with what was typed."""
    found, status = task(tx, id), problem.status if problem else 200
    if found["kind"] == "approve":
        return page(asked, tx, _VOTE, approval_view(tx, found, raw, problem), status=status)
    if found["state"] != "open":
        return page(asked, tx, _OVER, outcome_view(tx, found, problem, bool(raw)), status=status)
    return page(asked, tx, _ENTRY, task_view(tx, found, raw, problem, differences), status=status)
