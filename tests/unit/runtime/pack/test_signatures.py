"""Approving a standard, countersigning a concession, and verdicts where the standard asks for it are
signed with one's own password."""

from __future__ import annotations

import pytest

from dougong.platform.identity import confirmed
from dougong.platform.problems import Invalid, Problem, TooMany
from dougong.runtime.flows import approvals, tasks
from dougong.runtime.records import act, move, signatures_of
from dougong.runtime.timeline import timeline
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.rejections import (
    BUYER,
    DESIGN,
    MANAGER,
    part,
    proposed,
    rejected,
    task,
    vote,
)
from tests.unit.runtime.pack.standards import MAJOR, SCRATCH, arrived, standard
from tests.unit.runtime.pack.test_dispositions import ask, concession


def drafted(company: Desk) -> str:
    values = {"material": {"code": "T-132"}, "title": "螺钉", "plans": [MAJOR],
              "characteristics": [SCRATCH]}  # fmt: skip
    return company.create("chenzhiyuan", "standard", values).id


def test_who_approves_signs_and_the_signature_holds(company: Desk) -> None:
    record = standard(company)
    with company.as_("linlan") as tx:
        (signed,) = signatures_of(tx, record.id).values()
    assert (signed["login"], signed["meaning"]["zh"], signed["standing"]) == (
        "linlan",
        "批准",
        "valid",
    )


def test_without_a_signature_or_with_somebody_elses_nothing_is_done(company: Desk) -> None:
    id = drafted(company)
    for signer in (None, company.signer("chenzhiyuan")):
        with pytest.raises(Invalid), company.as_("linlan") as tx:
            act(tx, "standard", id, "approve", signer=signer)
    with pytest.raises(Problem), company.service() as tx:
        move(tx, "standard", id, "approve")
    assert company.record("standard", id).system.state == "draft"


def test_wrong_passwords_count_until_nobody_can_try_any_more(company: Desk) -> None:
    actor = company.actor("linlan")
    for _ in range(5):
        with pytest.raises(Invalid):
            confirmed(company.storage, actor, "wrong", "here", "_password")
    with pytest.raises(TooMany):
        confirmed(company.storage, actor, "dougong-demo", "here", "_password")


def signed_votes(company: Desk, record: str) -> dict[str, str]:
    """Who has signed a vote, and how the signature stands."""
    with company.as_(MANAGER) as tx:
        found = [one for one in timeline(tx, "nonconformance", record) if one.kind == "vote"]
    assert {one.signature.get("meaning", {}).get("zh") for one in found if one.signature} <= {
        "特采会签"
    }
    return {
        str(one.signature["login"]): one.signature["standing"] for one in found if one.signature
    }


def test_every_countersignature_is_a_signature_until_what_is_voted_on_changes(
    company: Desk,
) -> None:
    case = rejected(company)
    ask(company, case)
    rest = part("return", "500", exchange="deduct")
    proposed(company, case, concession(company), rest)
    for signer in (None, company.signer(DESIGN)):
        with pytest.raises(Invalid), company.as_(MANAGER) as tx:
            approvals.vote(tx, task(company, case.id), approvals.AGREE, signer=signer)
    assert signed_votes(company, case.id) == {}
    vote(company, case, BUYER)
    assert signed_votes(company, case.id) == {BUYER: "valid"}
    changed = [
        dict(one) for one in company.record("nonconformance", case.id).values["dispositions"]
    ]
    rows = [{"id": one["id"], "condition": "限 FG-100"} for one in changed]
    vote(company, case, MANAGER, raw={"dispositions": rows})
    assert signed_votes(company, case.id) == {BUYER: "changed", MANAGER: "valid"}


@pytest.mark.parametrize("asked", [True, False])
def test_a_verdict_is_signed_where_the_standard_asks_for_it(company: Desk, asked: bool) -> None:
    standard(company, SCRATCH, signed_verdict=asked)
    lot = arrived(company, "SIGNED")
    rows = [{"id": row["id"], "found": 0} for row in lot.values["items"]]
    values = {"items": rows, "verdict": "accepted"}
    if asked:
        with pytest.raises(Invalid) as caught, company.as_("zhoumin") as tx:
            tasks.complete(tx, task(company, lot.id), values)
        assert [one.path for one in caught.value.fields] == ["signature.password"]
        assert company.record("inspection", lot.id).system.state == "open"
    signer = company.signer("zhoumin") if asked else None
    with company.as_("zhoumin") as tx:
        tasks.complete(tx, task(company, lot.id), values, signer=signer)
    with company.as_("linlan") as tx:
        found = [one["meaning"]["zh"] for one in signatures_of(tx, lot.id).values()]
    assert found == (["检验判定"] if asked else [])
