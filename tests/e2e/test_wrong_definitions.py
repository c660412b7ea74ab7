"""Wrong definitions: each is told its place and never goes live; only who may design sends any."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.e2e.asking import chinese, problem
from tests.e2e.company import ADMIN, BUYER, MANAGER, Company

pytestmark = pytest.mark.e2e


def _put(company: Company, definition: dict[str, Any]) -> httpx.Response:
    path = f"/api/definitions/{definition['kind']}/{definition['id']}"
    return company.as_(ADMIN).put(path, json=definition)


def _rule(id: str, **body: Any) -> dict[str, Any]:
    title = {"zh": "规则", "en": "Rule"}
    return {"kind": "rule", "id": id, "title": title, "format": 1, **body}


_REFUSE = {"id": "stop", "do": "refuse", "message": {"zh": "不行", "en": "No"}}

DEFINITIONS: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "a reference to nothing",
        _rule("bad", on={"form": "form:nothing", "event": "created"}, then=[_REFUSE]),
        "/on/form",
        "unknown_reference",
    ),
    (
        "an expression that attacks",
        _rule(
            "bad",
            on={"form": "form:supplier", "save": "any"},
            **{"if": "().__class__.__mro__[1].__subclasses__() != empty"},
            then=[_REFUSE],
        ),
        "/if",
        "",
    ),
    (
        "a rule that sets itself off",
        _rule(
            "bad",
            on={"form": "form:supplier", "event": "changed"},
            then=[
                {"id": "again", "do": "record.update", "record": "record", "set": {"name": "name"}}
            ],
        ),
        "/then",
        "cycle",
    ),
    (
        "an action that does not exist",
        _rule(
            "bad", on={"form": "form:supplier", "save": "any"}, then=[{"id": "a", "do": "explode"}]
        ),
        "/then/0/do",
        "unknown_part",
    ),
]


@pytest.mark.parametrize(
    ("what", "definition", "pointer", "code"), DEFINITIONS, ids=[one[0] for one in DEFINITIONS]
)
def test_a_wrong_definition_is_told_its_place_and_never_goes_live(
    company: Company, what: str, definition: dict[str, Any], pointer: str, code: str
) -> None:
    answer = _put(company, definition)
    assert answer.status_code == 200, answer.text
    wrong = [one for one in answer.json()["findings"] if one["severity"] == "error"]
    assert [one["pointer"] for one in wrong] == [pointer]
    assert wrong[0]["line"] > 0 and chinese(wrong[0]["message"])
    assert not code or wrong[0]["code"] == code
    path = f"/api/definitions/rule/{definition['id']}"
    published = company.as_(ADMIN).post(f"{path}/publish", json={"reason": "try"})
    errors = problem(published, 422)["errors"]
    assert errors[0]["field"] == f"rule:bad#{pointer}"
    assert company.as_(ADMIN).get(path).status_code == 404
    assert company.as_(ADMIN).delete(f"{path}/draft").status_code == 204


def test_a_definition_that_is_none(company: Company) -> None:
    people = company.as_(MANAGER)
    for body in ({}, {"kind": "rule"}, {"kind": 1, "id": 2}):
        problem(people.put("/api/definitions/rule/bad", json=body), 400)
    other = {"kind": "rule", "id": "other"}
    problem(people.put("/api/definitions/rule/bad", json=other), 422)
    deep: Any = {}
    for _ in range(45):
        deep = {"a": deep}
    content = json.dumps({"kind": "rule", "id": "bad", "x": deep})
    answer = people.put(
        "/api/definitions/rule/bad", content=content, headers={"Content-Type": "application/json"}
    )
    problem(answer, 400)


def test_only_who_may_design_designs(company: Company) -> None:
    rule = _rule("bad", on={"form": "form:supplier", "save": "any"}, then=[_REFUSE])
    for call in (
        company.as_(BUYER).put("/api/definitions/rule/bad", json=rule),
        company.as_(BUYER).get("/api/definitions"),
        company.as_(BUYER).post("/api/definitions/form/supplier/publish", json={}),
    ):
        problem(call, 403)
