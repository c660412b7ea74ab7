"""Tasks change hands over HTTP: transferred with a reason, done by a stand-in, refused with words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.e2e.company import ADMIN, INSPECTOR, WAREHOUSE, Company

OTHER, BOTH = "liqiang", ["person", "reason"]


def person(company: Company, task: dict[str, Any], login: str) -> str:
    """The id of somebody a task can be handed to, as the page's search finds them."""
    found = company.as_(INSPECTOR).get(
        f"/api/tasks/{task['id']}/transfer/people", params={"q": login}
    )
    assert found.status_code == 200
    (one,) = found.json()["items"]
    assert one["hint"] == login
    return str(one["id"])


def arrived(company: Company, batch: str) -> dict[str, Any]:
    order = company.approved_order(quantity="100")
    return company.task_for(company.posted_arrival(order, batch, "100"))


def read(company: Company, who: str, task: str) -> Any:
    return company.as_(who).get(f"/api/tasks/{task}")


def inbox(company: Company, who: str) -> set[str]:
    return {one["id"] for one in company.as_(who).get("/api/tasks").json()["items"]}


def test_a_task_is_handed_to_a_colleague(company: Company) -> None:
    task = arrived(company, "HAND-1")
    to, path = person(company, task, OTHER), f"/api/tasks/{task['id']}/transfer"
    sender = company.as_(INSPECTOR)
    for body, fields in (({"person": to}, ["reason"]), ({"reason": "出差"}, ["person"]), ({}, BOTH),
                         ({"person": ["x"], "reason": 5}, BOTH),
                         ({"person": "nobody", "reason": "x" * 501}, BOTH)):  # fmt: skip
        wrong = sender.post(path, json=body)
        assert wrong.status_code == 422, wrong.text
        assert wrong.headers["content-type"].startswith("application/problem+json")
        assert [one["field"] for one in wrong.json()["errors"]] == fields
    assert company.as_(WAREHOUSE).post(path, json={"person": to, "reason": "x"}).status_code == 404
    done = sender.post(
        path, json={"person": to, "reason": "出差"}, headers={"Idempotency-Key": "h"}
    )
    assert done.status_code == 204, done.text
    assert task["id"] not in inbox(company, INSPECTOR) and task["id"] in inbox(company, OTHER)
    assert read(company, INSPECTOR, task["id"]).status_code == 404
    seen = read(company, OTHER, task["id"]).json()
    assert (seen["persons"], seen["roles"], seen["claimed_by"]) == ([to], [], None)
    (event,) = seen["events"]
    assert (event["name"], event["detail"]["reason"]) == ("transferred", "出差")
    notices = company.as_(OTHER).get("/api/notifications").json()["items"]
    assert any(one["task"] == task["id"] and "出差" in one["body"] for one in notices)
    direct = company.try_(INSPECTOR, "inspection", task["record"], "judge",
                          {"sample_size": 20, "verdict": "accepted"})  # fmt: skip
    assert direct.status_code == 409 and "李强" in direct.json()["title"]
    assert company.judge(task, "accepted", OTHER).status_code == 200


def test_a_stand_in_does_what_somebody_had_taken(company: Company) -> None:
    task = arrived(company, "AWAY-1")
    to, mine = person(company, task, OTHER), company.as_(INSPECTOR)
    assert mine.post(f"/api/tasks/{task['id']}/claim").status_code == 200
    assert task["id"] not in inbox(company, OTHER)
    today = datetime.now(UTC).date()
    days = {"from": str(today - timedelta(days=1)), "until": str(today + timedelta(days=2))}
    wrong = mine.post("/api/stand-ins", json={"stand_in": to, "from": "tomorrow", "until": None})
    assert wrong.status_code == 422
    assert {one["field"] for one in wrong.json()["errors"]} == {"from", "until"}
    made = mine.post("/api/stand-ins", json={"stand_in": to, **days})
    assert made.status_code == 201, made.text
    try:
        other = company.as_(OTHER).get("/api/stand-ins").json()
        assert [one["id"] for one in other["for"]] == [made.json()["id"]]
        assert task["id"] in inbox(company, OTHER)
        assert company.judge(task, "accepted", OTHER).status_code == 200
    finally:
        assert mine.delete(f"/api/stand-ins/{made.json()['id']}").status_code == 204
    assert mine.delete(f"/api/stand-ins/{made.json()['id']}").status_code == 404
    done = company.as_(OTHER).get("/api/tasks", params={"state": "done"}).json()["items"]
    (one,) = [one for one in done if one["id"] == task["id"]]
    assert (one["done_by"], one["on_behalf_of"]) == (to, made.json()["person"])


def test_who_mends_flows_frees_a_task_that_is_stuck(company: Company) -> None:
    """An administrator hands on what somebody holds who is not there."""
    task = arrived(company, "STUCK-1")
    to = person(company, task, OTHER)
    assert company.as_(INSPECTOR).post(f"/api/tasks/{task['id']}/claim").status_code == 200
    path = f"/api/tasks/{task['id']}/transfer"
    stuck = company.as_(OTHER).post(path, json={"person": to, "reason": "急"})
    assert stuck.status_code == 409
    freed = company.as_(ADMIN).post(path, json={"person": to, "reason": "周敏请假"})
    assert freed.status_code == 204, freed.text
    assert company.judge(task, "accepted", OTHER).status_code == 200
    over = company.as_(OTHER).post(path, json={"person": to, "reason": "急"})
    assert over.status_code == 409
