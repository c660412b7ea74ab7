"""Added signers: before my vote, after it, or for an opinion."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dougong.platform.problems import Conflict, Forbidden, Invalid, Problem
from dougong.runtime.flows import approvals, tasks
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.voters import add, cast, put_to_vote, the_task, waits_for

TWO = ["role:quality", "role:planner"]


def refused(desk: Desk, what: type[Problem], match: str, act: Callable[[], object]) -> None:
    before = desk.counts()
    with pytest.raises(what, match=match):
        act()
    assert desk.counts() == before


def test_my_vote_waits_for_who_signs_before_me(desk: Desk) -> None:
    put_to_vote(desk, "all", TWO)
    add(desk, "qing", "eve", "before")
    assert waits_for(desk) == {"eve", "pan", "both"}
    (notice,) = desk.rows("notice")
    assert (notice["user"], notice["title"], notice["body"]) == (
        desk.actor("eve").id, "青 asks you to vote first: plan · Vote", "Reason: please")  # fmt: skip
    refused(desk, Conflict, "Eve votes first", lambda: cast(desk, "qing"))
    refused(desk, Conflict, "青 has taken", lambda: cast(desk, "quan"))
    assert cast(desk, "eve") is None
    assert waits_for(desk) == {"qing", "pan", "both"}
    assert cast(desk, "qing") is None
    assert cast(desk, "pan") == "approved"


def test_the_refusal_of_a_signer_is_that_of_the_seat(desk: Desk) -> None:
    plan = put_to_vote(desk, "all", TWO)
    add(desk, "qing", "eve", "before")
    assert cast(desk, "eve", "refuse", "not like this") == "refused"
    assert desk.record("plan", plan.id).values["note"] == "not like this"


def test_who_signs_after_me_votes_when_i_have(desk: Desk) -> None:
    put_to_vote(desk, "any", TWO)
    add(desk, "qing", "eve", "after")
    assert "eve" not in waits_for(desk)
    refused(desk, Conflict, "not your turn", lambda: cast(desk, "eve"))
    assert cast(desk, "qing") is None
    assert "eve" in waits_for(desk)
    assert cast(desk, "eve") == "approved"


def test_a_signer_may_add_another(desk: Desk) -> None:
    put_to_vote(desk, "in_order", TWO)
    add(desk, "quan", "eve", "before")
    add(desk, "eve", "bo", "before")
    assert waits_for(desk) == {"bo"}
    assert [cast(desk, who) for who in ("bo", "eve", "quan", "pan")] == [
        None, None, None, "approved"]  # fmt: skip


def test_signers_vote_again_when_votes_are_void(desk: Desk) -> None:
    put_to_vote(desk, "all", TWO)
    add(desk, "qing", "eve", "before")
    cast(desk, "eve")
    cast(desk, "pan", parts=4)
    assert waits_for(desk) == {"eve"}
    assert [cast(desk, "eve"), cast(desk, "qing")] == [None, "approved"]


def test_an_opinion_counts_for_nothing(desk: Desk) -> None:
    """Even of somebody who has no vote; it stays when votes are void."""
    put_to_vote(desk, "all", TWO, **{"not": "maker"})
    add(desk, "qing", "xia", "opinion")
    assert waits_for(desk) == {"xia", "qing", "pan", "both"}
    refused(desk, Forbidden, "left out", lambda: cast(desk, "xia"))
    refused(desk, Invalid, "what you think", lambda: say(desk, "xia", "  "))
    say(desk, "xia", "it holds")
    refused(desk, Forbidden, "left out", lambda: say(desk, "xia", "again"))
    assert waits_for(desk) == {"qing", "pan", "both"}
    cast(desk, "pan")
    assert cast(desk, "qing", parts=2) is None
    assert "xia" not in waits_for(desk)
    assert cast(desk, "both") == "approved"


def say(desk: Desk, who: str, words: str) -> None:
    with desk.as_(who) as tx:
        approvals.give_opinion(tx, the_task(desk)["id"], words)


@pytest.mark.parametrize(
    ("person", "place", "why"),
    [
        ("wai", "before", "外 cannot see this record"),
        ("qing", "before", "somebody else than yourself"),
        ("pan", "after", "潘 has a vote here already"),
        ("xia", "before", "夏 is left out of this vote"),
        ("eve", "beside", "before, after, opinion"),
    ],
)
def test_who_cannot_be_added(lite: Desk, person: str, place: str, why: str) -> None:
    put_to_vote(lite, "all", TWO, **{"not": "maker"})
    refused(lite, Invalid, why, lambda: add(lite, "qing", person, place))


def test_a_signer_is_added_with_a_reason_once_by_whose_vote_it_is(lite: Desk) -> None:
    put_to_vote(lite, "all", TWO)
    eve = str(lite.actor("eve").id)
    with pytest.raises(Invalid, match="Say why"), lite.as_("qing") as tx:
        approvals.add_signer(tx, the_task(lite)["id"], eve, "before", " ")
    refused(lite, Forbidden, "no vote here", lambda: add(lite, "bo", "eve", "before"))
    add(lite, "qing", "eve", "before")
    refused(lite, Invalid, "has a vote here already", lambda: add(lite, "pan", "eve", "after"))
    cast(lite, "pan")
    refused(lite, Conflict, "voted already", lambda: add(lite, "pan", "bo", "after"))


def test_who_can_be_added_are_those_who_see_it_and_have_no_vote(lite: Desk) -> None:
    put_to_vote(lite, "all", TWO, **{"not": "maker"})
    with lite.looking("qing") as tx:
        case = approvals.Case.of(tx, tasks.task(tx, the_task(lite)["id"]))
        names = {name for _, name in approvals.addable(tx, case)}
    assert names == {"波", "冰", "Eve"}
