"""`/api/definitions/{kind}/{id}`: publish, roll back, withdraw."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dougong.designer.api.findings import told
from dougong.designer.api.rights import check_right
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.publishing import Published, publish, roll_back, withdraw
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, JsonBody, write

router = APIRouter(prefix="/definitions")


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


def _published(found: Published, language: str) -> Answer:
    warnings = [told(one, language) for one in found.warnings]
    return Answer(200, {"revisions": found.revisions, "warnings": warnings})


def _check_reason(reason: object) -> None:
    if reason is not None and (not isinstance(reason, str) or len(reason) > 500):
        raise _wrong("reason")


def _wrong(field: str) -> Invalid:
    problem = FieldProblem(field, "invalid", Message(N_("This value does not fit")))
    return Invalid.of([problem])
