"""Two people who vote at the same moment."""

from __future__ import annotations

import threading

from dougong.platform.problems import Conflict
from dougong.runtime import records
from dougong.runtime.flows import approvals
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.voters import put_to_vote, the_task


def at_once(desk: Desk, *voters: tuple[str, str]) -> list[str]:
    """What each is told: the outcome, or why nothing was done."""
    task, gate = the_task(desk)["id"], threading.Barrier(len(voters))
    told: dict[str, str] = {}

    def act(who: str, answer: str) -> None:
        gate.wait(timeout=10)
        try:
            with desk.as_(who) as tx:
                told[who] = str(approvals.vote(tx, task, answer, "as I see it").outcome)
        except Conflict as problem:
            told[who] = problem.message.render("zh")

    threads = [threading.Thread(target=act, args=voter) for voter in voters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(told[who] for who, _ in voters)


def test_one_decides_and_the_other_is_told_so(desk: Desk) -> None:
    plan = put_to_vote(desk, "any")
    told = at_once(desk, ("qing", "agree"), ("bo", "refuse"))
    after = desk.record("plan", plan.id).state
    assert after in told and after in ("approved", "refused")
    assert [words for words in told if words != after][0].startswith("已经有结论")
    assert len(desk.rows("vote")) == 1
    assert desk.drain() > 0
    assert desk.one("instance")["state"] == "done"


def test_one_seat_is_filled_once(desk: Desk) -> None:
    put_to_vote(desk, "all", ["role:quality", "role:planner"])
    told = at_once(desk, ("qing", "agree"), ("quan", "agree"))
    assert "None" in told and any("已投了这一票" in words for words in told)
    assert len(desk.rows("vote")) == 1


def test_the_last_two_seats_come_to_one_decision(desk: Desk) -> None:
    plan = put_to_vote(desk, "all", ["role:quality", "role:planner"])
    assert at_once(desk, ("qing", "agree"), ("pan", "agree")) == ["None", "approved"]
    assert desk.record("plan", plan.id).state == "approved"


def test_a_vote_and_a_change_of_the_record_do_not_cross(desk: Desk) -> None:
    """Either the vote comes first and is void, or it is cast on what was changed."""
    plan = put_to_vote(desk, "all", ["role:quality", "role:planner"])
    gate = threading.Barrier(2)

    def change() -> None:
        gate.wait(timeout=10)
        with desk.service() as tx:
            records.amend(tx, "plan", plan.id, {"parts": 5})

    def vote() -> None:
        gate.wait(timeout=10)
        with desk.as_("qing") as tx:
            approvals.vote(tx, the_task(desk)["id"], "agree")

    threads = [threading.Thread(target=one) for one in (change, vote)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    (cast,) = desk.rows("vote")
    with desk.looking() as tx:
        case = approvals.Case.of(tx, the_task(desk))
        void = bool(case.voidings)
    changed = [e["id"] for e in desk.events(plan.id) if e["name"] == "changed"]
    assert len(changed) == 1
    assert void == (cast["id"] < changed[0])
    assert case.agreed == (0 if void else 1)
