"""`/api/records/{form}`: records of every published form."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import JSONResponse

from dougong.platform.identity import Signer
from dougong.platform.problems import FieldProblem, Malformed
from dougong.platform.storage import Record, Transaction, to_wire
from dougong.platform.storage.query import Query as RecordQuery
from dougong.platform.storage.query import page
from dougong.platform.texts import N_, Message
from dougong.platform.web import (
    API_FIELD,
    Answer,
    Ask,
    Asked,
    JsonBody,
    error_of,
    sent_password,
    signer_of,
    write,
)
from dougong.runtime.records import (
    Saved,
    act,
    change,
    create,
    delete,
    form_for,
    signed_for,
    visible,
    void,
)
from dougong.runtime.timeline import timeline

router = APIRouter(prefix="/records")
IfMatch = Annotated[str | None, Header()]
Text = Annotated[str | None, Query(max_length=4000)]


@router.get("/{form}")
def list_records(
    asked: Ask,
    form: str,
    filter: Text = None,
    sort: Text = None,
    search: Text = None,
    limit: int = 50,
    cursor: Text = None,
) -> Response:
    """A page of records; `next` is the cursor of the following page, null on the last."""
    keys = tuple(key.strip() for key in (sort or "").split(",") if key.strip())
    with asked.reading() as tx:
        form_for(tx, form, "read")
        found = page(tx, RecordQuery(form, filter, keys, search, limit, cursor))
        items = [shown(tx, record) for record in found.records]
    return JSONResponse({"items": items, "next": found.next_cursor})


@router.post("/{form}")
def create_record(asked: Ask, form: str, body: JsonBody) -> Response:
    """A new record in its start state."""
    return write(asked, lambda tx: _saved(tx, create(tx, form, body), 201, asked.language))


@router.get("/{form}/{id}")
def read_record(asked: Ask, form: str, id: str) -> Response:
    """One record; its ETag guards later changes."""
    with asked.reading() as tx:
        form_for(tx, form, "read")
        record = visible(tx, form, id)
        return JSONResponse(shown(tx, record), headers=_etag(record))


@router.patch("/{form}/{id}")
def change_record(
    asked: Ask, form: str, id: str, body: JsonBody, if_match: IfMatch = None
) -> Response:
    """Change fields; with If-Match only if nobody has changed the record since."""
    change_no = _change_no(if_match)
    return write(
        asked, lambda tx: _saved(tx, change(tx, form, id, body, change_no), 200, asked.language)
    )


@router.delete("/{form}/{id}")
def delete_record(asked: Ask, form: str, id: str, if_match: IfMatch = None) -> Response:
    """Delete a draft that nothing refers to."""
    change_no = _change_no(if_match)

    def work(tx: Transaction) -> Answer:
        delete(tx, form, id, change_no)
        return Answer(204)

    return write(asked, work)


@router.post("/{form}/{id}/actions/{transition}")
def act_on_record(
    asked: Ask, form: str, id: str, transition: str, body: JsonBody, if_match: IfMatch = None
) -> Response:
    """Do a transition, with the fields that change with it; `void` takes `reason`."""
    change_no = _change_no(if_match)
    signer, body = _signer(asked, form, id, transition, body)

    def work(tx: Transaction) -> Answer:
        if transition == "void":
            record = void(tx, form, id, body.get("reason", ""), change_no=change_no)
            return _saved(tx, Saved(record), 200, asked.language)
        saved = act(tx, form, id, transition, body, change_no, signer=signer)
        return _saved(tx, saved, 200, asked.language)

    return write(asked, work)


@router.get("/{form}/{id}/timeline")
def read_timeline(asked: Ask, form: str, id: str) -> Response:
    """What happened to a record, newest first, each with its cause."""
    with asked.reading() as tx:
        form_for(tx, form, "read")
        items = [one.to_json() for one in timeline(tx, form, id)]
    return JSONResponse({"items": items})


def shown(tx: Transaction, record: Record) -> dict[str, Any]:
    """A record as JSON, without what the actor may not see."""
    return to_wire(tx.library, record, tx.actor.rights.of(record.form).hidden)


def _signer(
    asked: Asked, form: str, id: str, transition: str, body: dict[str, Any]
) -> tuple[Signer | None, dict[str, Any]]:
    """Who signs, where that is asked for, and the fields that were sent besides."""
    with asked.reading() as tx:
        if signed_for(tx, form, id, transition) is None:
            return None, body
    signer = signer_of(asked, sent_password(body.get("signature")), API_FIELD)
    return signer, {key: value for key, value in body.items() if key != "signature"}


def _saved(tx: Transaction, saved: Saved, status: int, language: str) -> Answer:
    body = shown(tx, saved.record)
    if saved.warnings:
        body["warnings"] = [error_of(one, language) for one in saved.warnings]
    headers = _etag(saved.record)
    if status == 201:
        headers["Location"] = f"/api/records/{saved.record.form}/{saved.record.id}"
    return Answer(status, body, headers)


def _etag(record: Record) -> dict[str, str]:
    return {"ETag": f'"{record.system.change_no}"'}


def _change_no(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    number = if_match.strip().removeprefix("W/").strip('"')
    if not number.isdigit() or len(number) > 18:
        words = Message(N_("This is no ETag of ours"))
        raise Malformed(words, [FieldProblem("If-Match", "invalid", words)])
    return int(number)
