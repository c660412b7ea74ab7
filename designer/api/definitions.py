"""`/api/definitions`: what there is, its revisions and how they differ."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from dougong.designer.api.canonical import canonical
from dougong.designer.api.rights import check_right
from dougong.platform.problems import NotFound
from dougong.platform.publishing import compare, listed, revision, revisions
from dougong.platform.storage import wire
from dougong.platform.texts import N_, Message
from dougong.platform.web import Ask

router = APIRouter(prefix="/definitions")


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
        return canonical(definition, {"Revision": str(number)})


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
