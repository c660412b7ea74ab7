"""`/api/definitions/{kind}/{id}/draft`: a definition being written, and what the checker says of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from fastapi.responses import JSONResponse

from dougong.designer.api.canonical import canonical
from dougong.designer.api.findings import told
from dougong.designer.api.rights import check_right
from dougong.platform.definitions import Definition, from_body
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.publishing import check_draft, discard_draft, draft, draft_etag, save_draft
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, JsonBody, write

router = APIRouter(prefix="/definitions")
IfMatch = Annotated[str | None, Header()]


@router.put("/{kind}/{id}")
def put_draft(asked: Ask, kind: str, id: str, body: JsonBody, if_match: IfMatch = None) -> Response:
    """Keep a draft. With If-Match only over the draft of that ETag (`""`: only where none is)."""
    definition = _fitting(body, kind, id)
    etag = None if if_match is None else if_match.strip().strip('"')

    def work(tx: Transaction) -> Answer:
        check_right(tx, "design")
        fresh = save_draft(tx, definition, etag)
        findings = [told(one, asked.language) for one in check_draft(tx, definition.ref)]
        return Answer(200, {"findings": findings}, {"ETag": f'"{fresh}"'})

    return write(asked, work)


@router.get("/{kind}/{id}/draft")
def read_draft(asked: Ask, kind: str, id: str) -> Response:
    """The draft in canonical form."""
    with asked.reading() as tx:
        check_right(tx, "design")
        found = draft(tx, f"{kind}:{id}")
        return canonical(found, {"ETag": f'"{draft_etag(tx, found.ref)}"'})


@router.delete("/{kind}/{id}/draft")
def delete_draft(asked: Ask, kind: str, id: str) -> Response:
    """Throw the draft away."""

    def work(tx: Transaction) -> Answer:
        check_right(tx, "design")
        discard_draft(tx, draft(tx, f"{kind}:{id}").ref)
        return Answer(204)

    return write(asked, work)


@router.post("/{kind}/{id}/check")
def check_definition(asked: Ask, kind: str, id: str) -> Response:
    """What the checker says of the draft, each finding with its place."""
    with asked.reading() as tx:
        check_right(tx, "design")
        findings = check_draft(tx, f"{kind}:{id}")
    return JSONResponse({"findings": [told(one, asked.language) for one in findings]})


def _fitting(body: dict[str, Any], kind: str, id: str) -> Definition:
    definition = from_body(body)
    if (definition.kind, definition.id) != (kind, id):
        words = Message(N_("Kind and id must be those of the address"))
        raise Invalid.of([FieldProblem("id", "id", words)])
    return definition
