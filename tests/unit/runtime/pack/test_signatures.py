"""Approving a standard is signed with one's own password."""

from __future__ import annotations

import pytest

from dougong.platform.identity import confirmed
from dougong.platform.problems import Invalid, Problem, TooMany
from dougong.runtime.records import act, move, signatures_of
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.standards import MAJOR, SCRATCH, standard


def drafted(company: Desk) -> str:
    values = {"material": {"code": "T-132"}, "title": "螺钉", "plans": [MAJOR], "characteristics": [SCRATCH]}  # fmt: skip
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
