"""`/records/{form}/new`, `/records/{form}/{id}/edit` and what they ask while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from dougong.platform.problems import Conflict, Invalid, PageOutdated, Problem, Refused, Stale
from dougong.platform.storage import Transaction
from dougong.platform.web import (
    Answer,
    Ask,
    Asked,
    FormBody,
    page,
    record_fields,
    redirect,
    seen_change_no,
    write,
)
from dougong.runtime.pages.views.asking import ask_first
from dougong.runtime.pages.views.edit import edit_view, fields_view, presets
from dougong.runtime.pages.views.merging import chosen, merged
from dougong.runtime.pages.views.sent_files import with_sent_files
from dougong.runtime.pages.views.taking import TAKE, with_taken
from dougong.runtime.records import act, change, create

router = APIRouter(prefix="/records")
_TEMPLATE = "runtime/pages/edit.html"
_FIELDS = "runtime/pages/edit_fields.html"


@router.get("/{form}/new")
def new_record(asked: Ask, form: str) -> Response:
    """An empty form; `fill.<field>` in the address fills fields in."""
    with asked.reading() as tx:
        raw = presets(tx, form, dict(asked.request.query_params))
        return page(asked, tx, _TEMPLATE, edit_view(tx, form, None, raw))


@router.post("/{form}/new")
def create_record(asked: Ask, form: str, sent: FormBody) -> Response:
    """Save a new record; the button `_then` names a transition to do at once."""
    files = with_sent_files(asked, form, sent)
    raw = record_fields(files.fields)
    if sent.get(TAKE):
        return _taking(asked, form, None, raw, sent[TAKE])

    def work(tx: Transaction) -> Answer:
        files.check()
        then = sent.get("_then") or None
        saved = create(tx, form, raw, then, lenient=True)
        ask_first(saved.warnings if then else (), sent)
        to, told = f"/records/{form}/{saved.record.id}", "done" if then else "created"
        return redirect(to, told, () if then else saved.warned(tx.actor.language))

    try:
        return write(asked, work)
    except (Invalid, Refused, Conflict, PageOutdated) as problem:
        return _again(asked, form, None, raw, problem)


@router.post("/{form}/preview")
def preview_new(asked: Ask, form: str, sent: FormBody) -> Response:
    """The fields of a new record, worked out from what is typed so far."""
    return _fields(asked, form, None, record_fields(sent))


@router.get("/{form}/{id}/edit")
def edit_record(asked: Ask, form: str, id: str) -> Response:
    """The record, ready to be changed."""
    with asked.reading() as tx:
        return page(asked, tx, _TEMPLATE, edit_view(tx, form, id))


@router.post("/{form}/{id}/edit")
def change_record(asked: Ask, form: str, id: str, sent: FormBody) -> Response:
    """Save changes; when somebody else was faster, both are put together and shown."""
    files = with_sent_files(asked, form, sent)
    raw = chosen(sent, record_fields(files.fields))
    seen = seen_change_no(sent)
    if sent.get(TAKE):
        return _taking(asked, form, id, raw, sent[TAKE])

    def work(tx: Transaction) -> Answer:
        files.check()
        saved = change(tx, form, id, raw, seen, lenient=True)
        if not sent.get("_then"):
            return redirect(f"/records/{form}/{id}", "saved", saved.warned(tx.actor.language))
        then = act(tx, form, id, sent["_then"], None, saved.record.system.change_no)
        ask_first((*saved.warnings, *then.warnings), sent)
        return redirect(f"/records/{form}/{id}", "done")

    try:
        return write(asked, work)
    except Stale as problem:
        return _together(asked, form, id, seen, raw, problem)
    except (Invalid, Refused, Conflict, PageOutdated) as problem:
        return _again(asked, form, id, raw, problem)


@router.post("/{form}/{id}/preview")
def preview_record(asked: Ask, form: str, id: str, sent: FormBody) -> Response:
    """The fields of a record, worked out from what is typed so far."""
    return _fields(asked, form, id, record_fields(sent))


def _fields(asked: Asked, form: str, id: str | None, raw: Mapping[str, Any]) -> Response:
    with asked.reading() as tx:
        return page(asked, tx, _FIELDS, fields_view(tx, form, id, raw))


def _taking(
    asked: Asked, form: str, id: str | None, raw: Mapping[str, Any], field: str
) -> Response:
    """The page again, with the proposal in its field; nothing is saved yet."""
    with asked.reading() as tx:
        typed = with_taken(tx, form, id, raw, field)
        return page(asked, tx, _TEMPLATE, edit_view(tx, form, id, typed))


def _again(
    asked: Asked, form: str, id: str | None, raw: Mapping[str, Any], problem: Problem
) -> Response:
    """The same page with what was typed and what is wrong with it."""
    with asked.reading() as tx:
        view = edit_view(tx, form, id, raw, problem)
        return page(asked, tx, _TEMPLATE, view, status=problem.status)


def _together(
    asked: Asked, form: str, id: str, seen: int | None, raw: Mapping[str, Any], problem: Stale
) -> Response:
    with asked.reading() as tx:
        both, differences = merged(tx, form, id, seen, raw)
        view = edit_view(tx, form, id, both, problem, differences)
        return page(asked, tx, _TEMPLATE, view, status=problem.status)
