"""Votes: each way of deciding, from the first seat to what the flow does next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dougong.platform.problems import Conflict, Forbidden, Invalid, NotFound, Problem, Refused
from dougong.runtime.flows import approvals, retracing, stand_ins, tasks
from dougong.runtime.timeline import timeline
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.voters import (
    DEFINITIONS,
    SEATS,
    cast,
    people,
    put_to_vote,
    the_task,
    waits_for,
)


def told(desk: Desk) -> list[str]:
    """What the flow wrote down after the vote."""
    return [row["image"]["label"] for row in desk.rows("event", form="log", name="created")]


def refused(desk: Desk, what: type[Problem], match: str, act: Callable[[], object]) -> None:
    """The act is refused with these words, and nothing has happened."""
    before = desk.counts()
    with pytest.raises(what, match=match):
        act()
    assert desk.counts() == before


def test_any_the_first_vote_decides(desk: Desk) -> None:
    plan = put_to_vote(desk, "any")
    assert waits_for(desk) == {"qing", "quan", "bo", "bing", "pan", "eve", "both"}
    assert cast(desk, "pan", comment="fine") == "approved"
    assert desk.record("plan", plan.id).state == "approved"
    assert told(desk) == ["approved 潘"]
    assert waits_for(desk) == set()
    task = the_task(desk)
    assert (task["state"], task["done_by"]) == ("done", desk.actor("pan").id)
    refused(desk, Conflict, "decided already: approved, 潘", lambda: cast(desk, "bo"))


def test_all_must_agree(desk: Desk) -> None:
    plan = put_to_vote(desk, "all")
    for who in ("quan", "bo", "eve"):
        assert cast(desk, who) is None
    assert desk.record("plan", plan.id).state == "voting"
    assert waits_for(desk) == {"pan", "both"}
    assert cast(desk, "pan") == "approved"
    assert desk.record("plan", plan.id).state == "approved"


def test_one_refusal_ends_what_all_must_agree_to(desk: Desk) -> None:
    plan = put_to_vote(desk, "all")
    cast(desk, "bo")
    assert cast(desk, "eve", "refuse", "the tool is worn") == "refused"
    after = desk.record("plan", plan.id)
    assert (after.state, after.values["note"]) == ("refused", "the tool is worn")
    assert told(desk) == ["refused Eve"]
    last = desk.events(plan.id)[-1]
    assert (last["cause"]["kind"], last["cause"]["node"]) == ("instance", "board")
    assert last["cause"]["reason"] == "the tool is worn"
    assert last["cause"]["within"]["ref"] == desk.actor("eve").id


def test_in_order_seat_after_seat(desk: Desk) -> None:
    plan = put_to_vote(desk, "in_order")
    for waiting, who in [({"qing", "quan"}, "qing"), ({"bo", "bing", "both"}, "bing"),
                         ({"pan", "both"}, "both")]:  # fmt: skip
        assert waits_for(desk) == waiting
        refused(desk, Conflict, "not your turn", lambda: cast(desk, "eve"))
        assert cast(desk, who) is None
    assert cast(desk, "eve") == "approved"
    assert desk.record("plan", plan.id).state == "approved"


def test_a_share_decides_as_soon_as_it_is_reached(desk: Desk) -> None:
    put_to_vote(desk, "share", share="0.75")
    assert [cast(desk, who) for who in ("qing", "bo", "pan")] == [None, None, "approved"]


def test_a_share_that_can_no_longer_be_reached_is_refused(desk: Desk) -> None:
    put_to_vote(desk, "share", share="0.75")
    assert cast(desk, "bo", "refuse") is None
    assert cast(desk, "pan", "refuse") == "refused"


def test_a_veto_ends_it_whatever_the_rest_says(desk: Desk) -> None:
    plan = put_to_vote(desk, "share", share="0.5", veto=["role:quality"])
    for who in ("bo", "pan", "eve"):
        assert cast(desk, who) is None  # quality may still refuse
    assert cast(desk, "qing", "refuse", "no") == "refused"
    assert desk.record("plan", plan.id).state == "refused"


def test_with_the_veto_holder_the_share_is_enough(desk: Desk) -> None:
    put_to_vote(desk, "share", share="0.5", veto="role:quality")
    assert cast(desk, "bo") is None
    assert cast(desk, "qing") == "approved"


def test_a_quorum_of_votes_must_be_cast(desk: Desk) -> None:
    put_to_vote(desk, "share", share="1/4", quorum=3, abstain=True)
    assert [cast(desk, "bo"), cast(desk, "pan", "abstain"), cast(desk, "qing", "refuse")] == [
        None, None, "approved"]  # fmt: skip


def test_nobody_abstains_where_that_is_not_said(desk: Desk) -> None:
    put_to_vote(desk, "all")
    refused(desk, Invalid, "agree, refuse", lambda: cast(desk, "bo", "abstain"))
    refused(desk, Invalid, "why you refuse", lambda: cast(desk, "bo", "refuse", " "))


def test_who_is_kept_from_it_looks_on(desk: Desk) -> None:
    why = {"zh": "本批工程师不能投票", "en": "the engineer of the lot has no vote"}
    to = [*SEATS[:3], {"person": "maker"}]
    put_to_vote(desk, "all", to, **{"not": ["engineer", "maker"], "because": why})
    assert desk.one("incident")["what"]["error"]["en"].startswith("Nobody can take the vote")


def test_the_excluded_see_it_and_are_told_why(desk: Desk) -> None:
    why = {"zh": "本批工程师不能投票", "en": "the engineer of the lot has no vote"}
    put_to_vote(desk, "all", ["role:quality", "role:engineer", "role:buyer"],
                **{"not": "maker", "because": why})  # fmt: skip
    assert "xia" not in waits_for(desk)
    with desk.looking("xia") as tx:
        case = approvals.Case.of(tx, tasks.task(tx, the_task(desk)["id"]))
        standing = approvals.standing_of(tx, case)
    assert standing.shut_out and standing.problem is not None
    assert standing.problem.message.render("zh") == "本批工程师不能投票"
    refused(desk, Forbidden, "the engineer of the lot has no vote", lambda: cast(desk, "xia"))
    with desk.looking("pan") as tx:  # sees the plan, but has no seat
        tasks.task(tx, the_task(desk)["id"])
    refused(desk, Forbidden, "no vote here", lambda: cast(desk, "pan"))
    refused(desk, NotFound, "no such task", lambda: cast(desk, "wai"))


def test_one_person_fills_one_seat(desk: Desk) -> None:
    put_to_vote(desk, "all", ["role:buyer", "role:planner", "role:quality"])
    cast(desk, "both")
    assert "both" not in waits_for(desk)
    refused(desk, Conflict, "voted already", lambda: cast(desk, "both"))
    refused(desk, Conflict, "双 has taken", lambda: cast(desk, "bo"))
    assert waits_for(desk) == {"pan", "qing", "quan"}


def test_a_seat_for_a_person_is_theirs(desk: Desk) -> None:
    put_to_vote(desk, "all", [{"person": "engineer"}, "role:buyer"])
    assert waits_for(desk) == {"eve", "bo", "bing", "both"}
    assert cast(desk, "eve") is None
    assert cast(desk, "bo") == "approved"


def test_where_nobody_can_take_a_seat_somebody_else_may(desk: Desk) -> None:
    put_to_vote(desk, "all", [{"person": "maker"}, "role:buyer"],
                **{"not": "maker", "nobody": {"to": "role:planner"}})  # fmt: skip
    assert waits_for(desk) == {"pan", "both", "bo", "bing"}


def test_seats_nobody_can_take_are_left_out_where_that_is_said(desk: Desk) -> None:
    put_to_vote(desk, "all", [{"person": "maker"}, "role:buyer"],
                **{"not": "maker", "nobody": "skip"})  # fmt: skip
    assert cast(desk, "bo") == "approved"


def test_a_rule_that_refuses_leaves_the_vote_uncast(desk: Desk) -> None:
    """The deciding voter reads the reason; what the others said stands."""
    plan = put_to_vote(desk, "all", ["role:buyer", "role:quality"])
    cast(desk, "bo", parts=12)
    refused(desk, Refused, "not parts", lambda: cast(desk, "qing"))
    assert [one["answer"] for one in desk.rows("vote")] == ["agree"]
    assert desk.record("plan", plan.id).state == "voting"
    assert cast(desk, "qing", "refuse", "too many") == "refused"


def test_only_the_fields_of_the_vote_can_be_changed(desk: Desk) -> None:
    put_to_vote(desk, "all")
    refused(desk, Invalid, "cannot be changed", lambda: cast(desk, "bo", title="another"))


def test_what_is_asked_must_be_there_to_agree(desk: Desk) -> None:
    put_to_vote(desk, "all", ["role:buyer", "role:quality"], fields=["hint", "parts"],
                ask=["hint"], counts=["parts"])  # fmt: skip
    refused(desk, Invalid, "This is needed", lambda: cast(desk, "bo"))
    assert cast(desk, "bo", hint="careful") is None
    assert cast(desk, "qing", "refuse") == "refused"


def changes(desk: Desk) -> list[Any]:
    return [(one["person"], one["round"], one["answer"]) for one in desk.rows("vote")]


def test_a_change_voids_the_votes_before_it_and_says_so(desk: Desk) -> None:
    put_to_vote(desk, "all")
    cast(desk, "bo")
    cast(desk, "eve")
    assert cast(desk, "qing", parts=3) is None
    bo, eve, qing = (desk.actor(one).id for one in ("bo", "eve", "qing"))
    assert changes(desk) == [(bo, 1, "agree"), (eve, 1, "agree"), (qing, 2, "agree")]
    assert waits_for(desk) == {"bo", "bing", "both", "pan", "eve"}
    notices = {one["user"]: one for one in desk.rows("notice")}
    assert set(notices) == {bo, eve}
    assert notices[eve]["title"] == "Your vote is void: plan · Vote"
    assert "Changed after you voted: parts" in notices[eve]["body"]
    assert notices[bo]["title"].startswith("您的投票已作废")
    for who, end in (("bing", None), ("both", None), ("eve", "approved")):
        assert cast(desk, who) == end


def test_line_items_that_come_back_as_they_were_void_nothing(desk: Desk) -> None:
    """A page sends every row it shows; only a row that differs is a change."""
    plan = put_to_vote(desk, "all", fields=["shares"])
    cast(desk, "bo", shares=[{"way": "keep", "amount": {"value": "500", "unit": "pcs"}}])
    assert cast(desk, "pan") is None
    (row,) = desk.record("plan", plan.id).values["shares"]
    same = {"id": row["id"], "way": "keep", "amount": {"value": "500.0", "unit": "pcs"}}
    assert cast(desk, "eve", shares=[same]) is None
    assert [one["round"] for one in desk.rows("vote")] == [1, 1, 1]
    cast(desk, "qing", shares=[same, {"way": "scrap", "amount": {"value": "1", "unit": "pcs"}}])
    assert [one["round"] for one in desk.rows("vote")] == [1, 1, 1, 2]


def test_votes_stand_when_something_else_changes(desk: Desk) -> None:
    put_to_vote(desk, "all", ["role:buyer", "role:quality"], fields=["hint"], counts=["parts"])
    cast(desk, "bo")
    assert cast(desk, "qing", hint="words") == "approved"
    assert [one["round"] for one in desk.rows("vote")] == [1, 1]


def test_a_rule_or_anybody_else_changing_it_voids_votes_too(desk: Desk) -> None:
    from dougong.runtime import records

    plan = put_to_vote(desk, "all", ["role:buyer", "role:quality"])
    cast(desk, "bo")
    with desk.service() as tx:
        records.amend(tx, "plan", plan.id, {"parts": 7})
    assert waits_for(desk) == {"bo", "bing", "both", "qing", "quan"}
    cast(desk, "qing")
    assert cast(desk, "bo") == "approved"


def test_taking_the_record_away_takes_the_vote_away(desk: Desk) -> None:
    from dougong.runtime import records

    plan = put_to_vote(desk, "all")
    cast(desk, "bo")
    with desk.as_("xia") as tx:
        records.void(tx, "plan", plan.id, "typed twice")
    desk.drain()
    assert waits_for(desk) == set()
    assert {one["turn"] for one in desk.rows("seat")} == {False}
    refused(desk, Conflict, "over already", lambda: cast(desk, "qing"))


def test_what_is_voted_on_is_not_done_in_another_way(desk: Desk) -> None:
    put_to_vote(desk, "all")
    id = the_task(desk)["id"]
    refused(desk, Conflict, "nobody takes it alone", lambda: desk.complete("bo", id, {}))


def test_who_could_vote_may_send_it_back_instead(desk: Desk) -> None:
    """The earlier votes stay with the vote that was; what comes again is voted on anew."""
    fill = {"id": "write", "do": "task.fill", "record": "record", "transition": "submit",
            "to": "role:maker"}  # fmt: skip
    board = {"id": "board", "do": "task.approve", "record": "record", "mode": "all",
             "to": ["role:quality", "role:buyer"], "approved": "approve",
             "send_back": [{"to": "write", "transition": "reopen"}]}  # fmt: skip
    people(desk)
    on = {"form": "form:plan", "event": "created"}
    desk.publish(*DEFINITIONS, small.flow("main", [fill, board], on=on))
    plan = desk.create("xia", "plan", {"title": "P"})
    desk.drain()
    desk.complete("xia", desk.open_tasks()[0]["id"], {})
    desk.drain()
    first = desk.open_tasks()[0]["id"]
    with desk.as_("bo") as tx:
        approvals.vote(tx, first, "agree")
    refused(desk, Conflict, "voted already", lambda: back(desk, "bo", first))
    refused(desk, Forbidden, "no vote here", lambda: back(desk, "eve", first))
    back(desk, "qing", first)
    desk.drain()
    assert desk.record("plan", plan.id).state == "draft"
    assert {one["turn"] for one in desk.rows("seat")} == {False}
    desk.complete("xia", desk.open_tasks()[0]["id"], {})
    desk.drain()
    (again,) = desk.open_tasks()
    for who in ("qing", "bing"):
        with desk.as_(who) as tx:
            approvals.vote(tx, again["id"], "agree")
    assert desk.record("plan", plan.id).state == "approved"
    assert [one["answer"] for one in desk.rows("vote", task=first)] == ["agree"]


def back(desk: Desk, who: str, task: str) -> None:
    with desk.as_(who) as tx:
        retracing.send_back(tx, task, "write", "say why the coating is thinner")


def test_a_stand_in_votes_for_whom_a_seat_names(desk: Desk) -> None:
    """Where they may see the record; their own seats come first, and one person fills one."""
    plan = put_to_vote(desk, "all", [{"person": "engineer"}, "role:quality", "role:planner"])
    for who in ("xia", "wai", "qing"):
        with desk.as_("eve") as tx:
            stand_ins.appoint(tx, desk.actor(who).id, "2026-11-24", "2026-11-30")
    assert waits_for(desk) >= {"eve", "xia", "qing"}
    refused(desk, NotFound, "no such task", lambda: cast(desk, "wai"))
    assert cast(desk, "xia", parts=2) is None
    first = desk.one("vote")
    assert (first["person"], first["on_behalf_of"]) == (desk.actor("xia").id, desk.actor("eve").id)
    refused(desk, Conflict, "夏 has taken", lambda: cast(desk, "eve"))
    cast(desk, "qing")
    assert desk.rows("vote")[-1]["on_behalf_of"] is None
    assert cast(desk, "pan") == "approved"
    with desk.looking("eve") as tx:
        told = [one.cause.get("on_behalf_of") for one in timeline(tx, "plan", plan.id)]
    assert desk.actor("eve").id in told


def test_nobody_kept_out_votes_as_a_stand_in(desk: Desk) -> None:
    put_to_vote(desk, "all", [{"person": "engineer"}, "role:quality"], **{"not": "maker"})
    with desk.as_("eve") as tx:
        stand_ins.appoint(tx, desk.actor("xia").id, "2026-11-24", "2026-11-30")
    assert "xia" not in waits_for(desk)
    refused(desk, Forbidden, "left out", lambda: cast(desk, "xia"))
