"""`/api/definitions/{kind}/{id}`: draft → check → publish → roll back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from dougong.designer.api.rights import check_right
from dougong.platform.definitions import Definition, Finding, from_body
from dougong.platform.definitions import write as canonical
from dougong.platform.problems import FieldProblem, Invalid, NotFound
from dougong.platform.publishing import (
    Published,
    check_draft,
    compare,
    discard_draft,
    draft,
    draft_etag,
    listed,
    publish,
    revision,
    revisions,
    roll_back,
    save_draft,
    withdraw,
)
from dougong.platform.storage import Transaction, wire
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, JsonBody, write

router = APIRouter(prefix="/definitions")
IfMatch = Annotated[str | None, Header()]


@router.get("")
def list_definitions(asked: Ask) -> Response:
    """Every definition with its live revision and the pack it came with."""
    with asked.reading() as tx:
        check_right(tx, "read")
        return JSONResponse({"items": listed(tx)})


@router.get("/{kind}/{id}")
def read_definition(
    asked: Ask,
    kind: str,
    id: str,
    revision_no: Annotated[int | None, Query(alias="revision")] = None,
) -> Response:
    """The live revision (or `?revision=`) in canonical form; `Revision` tells its number."""
    with asked.reading() as tx:
        check_right(tx, "read")
        definition, number = revision(tx, f"{kind}:{id}", revision_no)
        return _text(definition, {"Revision": str(number)})


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
        return _text(found, {"ETag": f'"{draft_etag(tx, found.ref)}"'})


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


@router.post("/{kind}/{id}/publish")
def publish_definition(asked: Ask, kind: str, id: str, body: JsonBody) -> Response:
    """Make the draft live, together with the drafts named in `with`; `reason` is kept."""
    more, reason = body.get("with", []), body.get("reason")
    if not isinstance(more, list) or not all(isinstance(one, str) for one in more):
        raise _wrong("with")
    _check_reason(reason)

    def work(tx: Transaction) -> Answer:
        check_right(tx, "publish")
        return _published(publish(tx, [f"{kind}:{id}", *more], reason), asked.language)

    return write(asked, work)


@router.post("/{kind}/{id}/roll_back")
def roll_back_definition(asked: Ask, kind: str, id: str, body: JsonBody) -> Response:
    """Publish the old revision `revision` again, as a new one."""
    number, reason = body.get("revision"), body.get("reason")
    if not isinstance(number, int) or isinstance(number, bool):
        raise _wrong("revision")
    _check_reason(reason)

    def work(tx: Transaction) -> Answer:
        check_right(tx, "publish")
        return _published(roll_back(tx, f"{kind}:{id}", number, reason), asked.language)

    return write(asked, work)


@router.post("/{kind}/{id}/withdraw")
def withdraw_definition(asked: Ask, kind: str, id: str, body: JsonBody) -> Response:
    """Take it out of use; publishing a revision again brings it back."""
    reason = body.get("reason")
    _check_reason(reason)

    def work(tx: Transaction) -> Answer:
        check_right(tx, "publish")
        withdraw(tx, f"{kind}:{id}", reason)
        return Answer(204)

    return write(asked, work)


@router.get("/{kind}/{id}/revisions")
def list_revisions(asked: Ask, kind: str, id: str) -> Response:
    """Every revision, newest first: number, author, time, reason."""
    with asked.reading() as tx:
        check_right(tx, "read")
        found = revisions(tx, f"{kind}:{id}")
        if not found:
            raise NotFound(Message(N_("There is no such definition")))
        return JSONResponse({"items": wire(found)})


@router.get("/{kind}/{id}/diff")
def read_diff(
    asked: Ask,
    kind: str,
    id: str,
    before: Annotated[int, Query(ge=0)],
    after: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """What a revision (without `after`: the draft) changes against another, in sentences."""
    with asked.reading() as tx:
        check_right(tx, "read")
        sentences = compare(tx, f"{kind}:{id}", before, after, asked.language)
    return JSONResponse({"sentences": sentences})


def told(finding: Finding, language: str) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "ref": finding.ref,
        "pointer": finding.pointer,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message.render(language),
    }


def _published(found: Published, language: str) -> Answer:
    warnings = [told(one, language) for one in found.warnings]
    return Answer(200, {"revisions": found.revisions, "warnings": warnings})


def _text(definition: Definition, headers: dict[str, str]) -> Response:
    return PlainTextResponse(canonical(definition), 200, headers, "application/json")


def _fitting(body: dict[str, Any], kind: str, id: str) -> Definition:
    definition = from_body(body)
    if (definition.kind, definition.id) != (kind, id):
        words = Message(N_("Kind and id must be those of the address"))
        raise Invalid(Message(N_("Some fields need attention")), [FieldProblem("id", "id", words)])
    return definition


def _check_reason(reason: object) -> None:
    if reason is not None and (not isinstance(reason, str) or len(reason) > 500):
        raise _wrong("reason")


def _wrong(field: str) -> Invalid:
    problem = FieldProblem(field, "invalid", Message(N_("This value does not fit")))
    return Invalid(Message(N_("Some fields need attention")), [problem])
