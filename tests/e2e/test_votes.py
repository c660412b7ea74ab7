"""Votes over HTTP, on both databases: each way of deciding, vetoes, quorum, who may not, races, votes
made void."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.e2e.asking import chinese, problem
from tests.e2e.company import JSON, Company, eventually
from tests.services import board
from tests.services.served import Served

ASKER, QUALITY, BUYER, BUYER_TOO, ENGINEER, PLANNER, GUEST = (login for login, *_ in board.PEOPLE)
FORM = "board_request"


@pytest.fixture(scope="module")
def house(served: Served, company: Company) -> Iterator[Company]:
    """The company with a change board."""
    board.install(served.database_url, mode="all")
    yield company


def put(served: Served, house: Company, **terms: Any) -> JSON:
    """A request that is voted on under `terms`, as `{record, task}`."""
    board.install(served.database_url, **terms)
    values = {"subject": "thinner coating", "item": "F-141", "scrap": 10, "keep": 490}
    request = house.create(ASKER, FORM, values)
    house.act(ASKER, FORM, request["id"], "submit")

    def look() -> str | None:
        for login in (QUALITY, BUYER, ENGINEER):
            for task in house.as_(login).get("/api/tasks").json()["items"]:
                if task["record"] == request["id"]:
                    return str(task["id"])
        return None

    return {"record": request["id"], "task": eventually(look, "the vote")}


def vote(
    house: Company, case: JSON, who: str, answer: str = "agree", **more: Any
) -> httpx.Response:
    words = {"comment": "not like this"} if answer == "refuse" else {}
    body = {"vote": answer, **words, **more}
    return house.as_(who).post(f"/api/tasks/{case['task']}/vote", json=body)


def outcome(house: Company, case: JSON, who: str, answer: str = "agree", **more: Any) -> Any:
    answered = vote(house, case, who, answer, **more)
    assert answered.status_code == 200, answered.text
    return answered.json()["outcome"]


def state(house: Company, case: JSON) -> str:
    return str(house.read(ASKER, FORM, case["record"])["state"])


def ended(house: Company, served: Served, case: JSON) -> None:
    """The flow has heard the outcome and gone on."""
    instance = house.as_(QUALITY).get(f"/api/tasks/{case['task']}").json()["instance"]

    def look() -> bool:
        return bool(house.as_(QUALITY).get(f"/api/instances/{instance}").json()["state"] == "done")

    eventually(look, "the end of the flow")


def test_any_the_first_vote_decides(served: Served, house: Company) -> None:
    case = put(served, house, mode="any")
    assert outcome(house, case, BUYER_TOO) == "approved"
    assert state(house, case) == "approved"
    ended(house, served, case)
    told = problem(vote(house, case, QUALITY), 409)
    assert chinese(told["title"]) and "吴霞" in told["title"]


def test_all_must_agree(served: Served, house: Company) -> None:
    case = put(served, house, mode="all")
    assert [outcome(house, case, who) for who in (QUALITY, BUYER, ENGINEER)] == [None] * 3
    assert outcome(house, case, PLANNER) == "approved"
    refused = put(served, house, mode="all")
    assert outcome(house, refused, PLANNER, "refuse", comment="no room") == "refused"
    assert house.read(ASKER, FORM, refused["record"])["note"] == "no room"


def test_in_order_nobody_votes_before_the_turn(served: Served, house: Company) -> None:
    case = put(served, house, mode="in_order")
    problem(vote(house, case, BUYER), 409)
    for who in (QUALITY, BUYER, ENGINEER):
        assert outcome(house, case, who) is None
    assert outcome(house, case, PLANNER) == "approved"


def test_a_share_with_quorum_and_veto(served: Served, house: Company) -> None:
    terms = {"mode": "share", "share": "2/3", "quorum": 4, "abstain": True}
    case = put(served, house, **terms)
    for who in (QUALITY, BUYER, ENGINEER):
        assert outcome(house, case, who) is None  # the share is there, the quorum is not
    assert outcome(house, case, PLANNER, "abstain") == "approved"
    vetoed = put(served, house, mode="share", share="0.25", veto="role:board_quality")
    assert outcome(house, vetoed, BUYER) is None
    assert outcome(house, vetoed, QUALITY, "refuse") == "refused"
    assert state(house, vetoed) == "refused"


def test_who_has_no_part_in_it_reads_along_and_is_told_why(served: Served, house: Company) -> None:
    case = put(served, house, mode="all")
    seen = house.as_(ASKER).get(f"/api/tasks/{case['task']}/vote").json()
    assert (seen["may_vote"], seen["because"]) == (False, board.WHY["zh"])
    assert problem(vote(house, case, ASKER), 403)["title"] == board.WHY["zh"]
    assert house.as_("heli").get(f"/api/tasks/{case['task']}").status_code == 404
    assert vote(house, case, "heli").status_code == 404
    tasks = house.as_(ASKER).get("/api/tasks").json()["items"]
    assert case["task"] not in {one["id"] for one in tasks}


def test_a_change_makes_votes_void_and_tells_who_had_voted(served: Served, house: Company) -> None:
    case = put(served, house, mode="all")
    outcome(house, case, BUYER, comment="fine")
    seen = vote(house, case, ENGINEER, fields={"scrap": 20}).json()
    assert [(one["answer"], one["comment"], one["fields"]) for one in seen["void"]] == [
        ("agree", "fine", ["scrap"])]  # fmt: skip
    assert (seen["agreed"], seen["round"]) == (1, 2)
    notices = house.as_(BUYER).get("/api/notifications").json()["items"]
    assert notices[0]["title"].startswith("您的投票已作废")
    timeline = house.as_(ASKER).get(f"/api/records/{FORM}/{case['record']}/timeline").json()
    told = [(one["kind"], one["name"]) for one in timeline["items"]]
    assert told[:4] == [
        ("vote", "agree"),
        ("vote", "void"),
        ("event", "changed"),
        ("vote", "agree"),
    ]
    assert outcome(house, case, BUYER_TOO) is None


def test_nobody_agrees_to_what_they_have_not_seen(served: Served, house: Company) -> None:
    case = put(served, house, mode="all")
    seen = house.read(QUALITY, FORM, case["record"])["change_no"]
    outcome(house, case, ENGINEER, fields={"scrap": 20})
    assert vote(house, case, QUALITY, change_no=seen).status_code == 412
    assert outcome(house, case, QUALITY, change_no=seen + 1) is None


def test_a_rule_that_refuses_is_read_by_the_voter_and_nothing_is_done(
    served: Served, house: Company
) -> None:
    case = put(served, house, mode="any", fields=["scrap"])
    told = problem(vote(house, case, QUALITY, fields={"scrap": 200}), 422)
    assert told["errors"][0]["rule"].startswith("board_not_too_much@")
    assert house.read(ASKER, FORM, case["record"])["scrap"] == 10
    assert outcome(house, case, QUALITY) == "approved"


def test_two_who_decide_at_once(served: Served, house: Company) -> None:
    """One transaction wins, the other reads a sentence."""
    case = put(served, house, mode="any")
    gate, answers = threading.Barrier(2), []

    def act(who: str) -> None:
        client = house.as_(who)
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=10)
        answers.append(client.post(f"/api/tasks/{case['task']}/vote", json={"vote": "agree"}))

    for who in (QUALITY, PLANNER):
        house.as_(who)  # a token before the gate
    threads = [threading.Thread(target=act, args=(who,)) for who in (QUALITY, PLANNER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(one.status_code for one in answers) == [200, 409]
    (late,) = [one for one in answers if one.status_code == 409]
    assert problem(late, 409)["title"].startswith("已经有结论：通过")


def test_signers_opinions_and_comments(served: Served, house: Company) -> None:
    case = put(served, house, mode="any", to=["role:board_quality", "role:board_buyer"])
    path = f"/api/tasks/{case['task']}"
    me = house.as_(GUEST)
    mine = next(one for one in house.as_(QUALITY).get(
        f"{path.replace('/api', '')}/people").json()["items"] if one["text"] == "孙琳")  # fmt: skip
    ask = {"person": mine["id"], "place": "before", "reason": "your field"}
    assert house.as_(QUALITY).post(f"{path}/signers", json=ask).status_code == 200
    again = problem(house.as_(QUALITY).post(f"{path}/signers", json=ask), 409)
    assert "孙琳" in again["title"]  # it is their turn now
    assert [one["id"] for one in me.get("/api/tasks").json()["items"]].count(case["task"]) == 1
    assert outcome(house, case, GUEST) is None
    assert outcome(house, case, QUALITY) == "approved"
    say = f"/api/records/{FORM}/{case['record']}/comments"
    assert house.as_(ASKER).post(say, json={"words": "thank you"}).status_code == 201
    assert [one["words"] for one in me.get(say).json()["items"]] == ["thank you"]
    assert house.as_("heli").get(say).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("vote", {"vote": "perhaps"}, 422),
        ("vote", {"vote": "refuse"}, 422),
        ("vote", {"vote": 5}, 422),
        ("vote", {"vote": "agree", "fields": ["scrap"]}, 422),
        ("vote", {"vote": "agree", "fields": {"scrap": "many"}}, 422),
        ("vote", {"vote": "agree", "fields": {"subject": "another"}}, 422),
        ("vote", {"vote": "agree", "change_no": "1"}, 422),
        ("vote", {"vote": "agree", "comment": "x" * 2001}, 422),
        ("vote", {"vote": "agree", "more": 1}, 422),
        ("signers", {"person": "nobody", "place": "before", "reason": "x"}, 422),
        ("signers", {"person": "x" * 200, "place": "before", "reason": "x"}, 422),
        ("signers", {"place": "beside", "reason": "x"}, 422),
        ("opinion", {"comment": "I think"}, 422),
        ("complete", {}, 409),
        ("claim", {}, 409),
    ],
)
def test_what_makes_no_sense_is_answered_with_a_reason(
    served: Served, house: Company, path: str, body: JSON, status: int
) -> None:
    case = _once(served, house)
    answer = house.as_(QUALITY).post(f"/api/tasks/{case['task']}/{path}", json=body)
    problem(answer, status)
    seen = house.as_(QUALITY).get(f"/api/tasks/{case['task']}/vote").json()
    assert (seen["state"], seen["agreed"], seen["may_vote"]) == ("open", 0, True)


_kept: dict[str, JSON] = {}


def _once(served: Served, house: Company) -> JSON:
    """One vote for all requests that change nothing, per database."""
    if served.database_url not in _kept:
        _kept[served.database_url] = put(served, house, mode="all")
    return _kept[served.database_url]


def test_a_task_nobody_votes_on_says_so(house: Company) -> None:
    tasks = house.as_("zhoumin").get("/api/tasks").json()["items"]
    answer = house.as_("zhoumin").get(f"/api/tasks/{tasks[0]['id']}/vote")
    assert "不需要投票" in problem(answer, 409)["title"]
