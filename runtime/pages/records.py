"""`/records/{form}/{id}`: a record and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

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
from dougong.runtime.pages.views.asking import ask_first
from dougong.runtime.pages.views.beside import beside_view
from dougong.runtime.pages.views.crumbs import crumbs
from dougong.runtime.pages.views.record import record_view
from dougong.runtime.pages.views.sent_files import with_sent_files
from dougong.runtime.pages.views.why import why_view
from dougong.runtime.records import act, delete, form_for, signed_for, void

router = APIRouter(prefix="/records")
_TEMPLATE = "runtime/pages/record.html"
_SIDE = "runtime/pages/record_side.html"
_WHY = "runtime/pages/why.html"
_WHY_PART = "runtime/pages/why_part.html"


@router.get("/{form}")
def read_form(asked: Ask, form: str) -> Response:
    """The list a form opens with."""
    with asked.reading() as tx:
        form_for(tx, form, "read")
        return redirect(crumbs(tx, form)[-1][1]).response()


@router.get("/{form}/{id}")
def read_record(asked: Ask, form: str, id: str) -> Response:
    """A record; htmx gets what stands beside it alone."""
    parameters = dict(asked.request.query_params)
    with asked.reading() as tx:
        if is_fragment(asked.request):
            whole = _shown_by(asked, f"/records/{form}/{id}")
            return page(asked, tx, _SIDE, beside_view(tx, form, id, parameters, whole))
        return page(asked, tx, _TEMPLATE, record_view(tx, form, id, parameters))


@router.get("/{form}/{id}/why/{path}")
def read_why(asked: Ask, form: str, id: str, path: str) -> Response:
    """Why a computed field has its value; htmx gets it without the frame."""
    with asked.reading() as tx:
        template = _WHY_PART if is_fragment(asked.request) else _WHY
        return page(asked, tx, template, why_view(tx, form, id, path))


@router.get("/{form}/{id}/actions/{transition}")
def read_action(asked: Ask, form: str, id: str, transition: str) -> Response:
    """Loaded again after a refusal: the record it was about."""
    with asked.reading():
        return redirect(f"/records/{form}/{id}").response()


@router.post("/{form}/{id}/actions/{transition}")
def act_on_record(asked: Ask, form: str, id: str, transition: str, sent: FormBody) -> Response:
    """Do a transition with the fields it asks for."""
    files = with_sent_files(asked, form, sent)
    raw = record_fields(files.fields)
    try:
        with asked.reading() as tx:
            meaning = signed_for(tx, form, id, transition)
        signer = page_signer(asked, sent, meaning is not None)
    except (Invalid, TooMany, Forbidden) as problem:
        return _again(asked, form, id, problem, transition, raw)

    def work(tx: Transaction) -> Answer:
        files.check()
        seen = seen_change_no(sent)
        done = act(tx, form, id, transition, raw, seen, lenient=True, signer=signer)
        ask_first(done.warnings, sent)
        return redirect(f"/records/{form}/{id}", "done")

    return _try(asked, form, id, work, transition, raw)


@router.post("/{form}/{id}/void")
def void_record(asked: Ask, form: str, id: str, sent: FormBody) -> Response:
    """Void a record with a reason."""

    def work(tx: Transaction) -> Answer:
        void(tx, form, id, sent.get("reason", ""), change_no=seen_change_no(sent))
        return redirect(f"/records/{form}/{id}", "voided")

    return _try(asked, form, id, work, "void", sent)


@router.post("/{form}/{id}/delete")
def delete_record(asked: Ask, form: str, id: str, sent: FormBody) -> Response:
    """Delete a draft nothing refers to."""

    def work(tx: Transaction) -> Answer:
        delete(tx, form, id, seen_change_no(sent))
        return redirect(crumbs(tx, form)[-1][1], "deleted")

    return _try(asked, form, id, work, "delete", {})


def _shown_by(asked: Asked, path: str) -> bool:
    """Whether the page that asks for a part stands at `path`; a task's page shows the same part."""
    return urlsplit(asked.request.headers.get("hx-current-url", "")).path == path


def _try(
    asked: Asked,
    form: str,
    id: str,
    work: Callable[[Transaction], Answer],
    action: str,
    raw: Mapping[str, Any],
) -> Response:
    """Do it; what is refused is said on the record's page, beside the fields it is about."""
    try:
        return write(asked, work)
    except (Invalid, Refused, Conflict, Stale, Forbidden) as problem:
        return _again(asked, form, id, problem, action, raw)


def _again(
    asked: Asked, form: str, id: str, problem: Problem, action: str, raw: Mapping[str, Any]
) -> Response:
    with asked.reading() as tx:
        view = record_view(tx, form, id, {}, problem, action, raw)
        return page(asked, tx, _TEMPLATE, view, status=problem.status)
