"""`/api/tasks/{id}/vote`: votes, added signers and opinions on a task."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction, wire
from dougong.platform.texts import N_, Message
from dougong.platform.web import (
    API_FIELD,
    Answer,
    Ask,
    JsonBody,
    error_of,
    sent_password,
    signer_of,
    write,
)
from dougong.runtime.flows.approvals import (
    Case,
    Voted,
    add_signer,
    give_opinion,
    signed_for,
    standing_of,
    vote,
    voted_on,
)

router = APIRouter(prefix="/tasks")


@router.get("/{id}/vote")
def read_vote(asked: Ask, id: str) -> Response:
    """How the vote stands: seats, votes, what is needed, and what the actor may do. Whoever may see
    the record may look on."""
    with asked.reading() as tx:
        return JSONResponse(_shown(tx, voted_on(tx, id), asked.language))


@router.post("/{id}/vote")
def cast_vote(asked: Ask, id: str, body: JsonBody) -> Response:
    """`vote` (agree, refuse, abstain), `comment`, `fields` that change with it, and `change_no`, the
    record the voter saw; gives how the vote stands."""
    with asked.reading() as tx:
        signed = signed_for(tx, voted_on(tx, id)) is not None
    _only(body, ("vote", "comment", "fields", "change_no", *(["signature"] if signed else [])))
    fields, seen = body.get("fields") or {}, body.get("change_no")
    if not isinstance(fields, dict):
        raise _wrong("fields", N_("This is no object"))
    if seen is not None and (not isinstance(seen, int) or isinstance(seen, bool)):
        raise _wrong("change_no", N_("This is no whole number"))

    password = sent_password(body.get("signature")) if signed else ""
    signer = signer_of(asked, password, API_FIELD) if signed else None

    def work(tx: Transaction) -> Answer:
        said = (_text(body, "vote"), _text(body, "comment"))
        done = vote(tx, id, *said, fields, seen, signer=signer)
        return Answer(200, _after(tx, id, done, asked.language))

    return write(asked, work)


@router.post("/{id}/signers")
def ask_signer(asked: Ask, id: str, body: JsonBody) -> Response:
    """`person` (id) signs before or after the actor or gives an opinion (`place`), for a `reason`."""
    _only(body, ("person", "place", "reason"))

    def work(tx: Transaction) -> Answer:
        add_signer(tx, id, _text(body, "person"), _text(body, "place"), _text(body, "reason"))
        return Answer(200, _shown(tx, voted_on(tx, id), asked.language))

    return write(asked, work)


@router.post("/{id}/opinion")
def say_opinion(asked: Ask, id: str, body: JsonBody) -> Response:
    """The opinion the actor was asked for, as `comment`."""
    _only(body, ("comment",))

    def work(tx: Transaction) -> Answer:
        give_opinion(tx, id, _text(body, "comment"))
        return Answer(200, _shown(tx, voted_on(tx, id), asked.language))

    return write(asked, work)


def _after(tx: Transaction, id: str, done: Voted, language: str) -> dict[str, Any]:
    found = _shown(tx, voted_on(tx, id), language)
    warnings = [error_of(one, language) for one in done.warnings]
    return {**found, "warnings": warnings} if warnings else found


def _shown(tx: Transaction, case: Case, language: str) -> dict[str, Any]:
    standing = standing_of(tx, case)
    why = standing.problem
    over = {one["round"]: one for one in case.voidings}
    found: dict[str, Any] = wire(
        {
            "task": case.id,
            "state": case.task["state"],
            "outcome": case.approval["outcome"],
            **{"share": None, "quorum": None, "abstain": False, **case.approval["terms"]},
            "agreed": case.agreed,
            "refused": case.refused,
            "abstained": case.abstained,
            "needed": case.needed,
            "round": case.approval["round"],
            "sign": signed_for(tx, case),
            "may_vote": standing.seat is not None,
            "asked_for_opinion": standing.asked is not None,
            "because": why.message.render(language) if why else None,
            "excluded": case.excluded,
            "seats": [_seat(case, one) for one in case.seats],
            "void": [
                {**_vote(one), "fields": over[one["round"]]["fields"],
                 "voided_at": over[one["round"]]["at"], "voided_by": over[one["round"]]["by"]}
                for one in case.votes
                if one["round"] in over and case.standing_votes.get(one["seat"]) != one
            ],
        }
    )  # fmt: skip
    return found


_SEAT = ("id", "role", "person", "veto", "place", "host", "added_by", "reason", "held_by", "turn")


def _seat(case: Case, row: Mapping[str, Any]) -> dict[str, Any]:
    cast = case.standing_votes.get(row["id"])
    return {**{key: row[key] for key in _SEAT}, "vote": _vote(cast) if cast else None}


def _vote(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: row[key]
        for key in ("seat", "person", "on_behalf_of", "answer", "comment", "at")
        if key in row
    }


def _only(body: Mapping[str, Any], known: Collection[str]) -> None:
    for name in sorted(set(body) - set(known)):
        raise _wrong(name[:60], N_("There is no such field"))


def _text(body: Mapping[str, Any], name: str) -> str:
    found = body.get(name)
    if found is not None and not isinstance(found, str):
        raise _wrong(name, N_("This is no text"))
    return found or ""


def _wrong(name: str, msgid: str) -> Invalid:
    return Invalid.of([FieldProblem(name, "invalid", Message(msgid))])
