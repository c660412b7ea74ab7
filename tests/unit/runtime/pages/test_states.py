"""A state that shows a choice in its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dougong.platform.definitions import Definition
from dougong.runtime.showing import ShownValue, state_of
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

KINDS = small.definition(
    "codes", "kind",
    items=[{"id": "a", "title": small.text("a"), "tone": "green"}, {"id": "b", "title": small.text("b")}],
)  # fmt: skip


def shown(desk: Desk, who: str, **values: Any) -> ShownValue:
    """The state of an open case, which shows its kind."""
    body = json.loads(json.dumps(small.CASE.body))
    body["states"]["list"][1] |= {"shows": "kind", "tone": "teal"}
    desk.publish(KINDS, Definition.of(body))
    case = desk.create("bela", "case", {"title": "one", **values})
    case = desk.act("clara", "case", case.id, "open")
    with desk.looking(who) as tx:
        return state_of(tx, case)


@pytest.mark.parametrize(
    ("values", "text", "tone"),
    [({"kind": "a"}, "a", "green"), ({"kind": "b"}, "b", "teal"), ({}, "open", "teal")],
)
def test_the_choice_once_there_is_one(
    lite: Desk, values: dict[str, Any], text: str, tone: str
) -> None:
    found = shown(lite, "bela", **values)
    assert (found.kind, found.text, found.tone) == ("state", text, tone)


def test_not_to_those_who_may_not_see_the_field(lite: Desk) -> None:
    hiding = {**small.CLERK.body["rights"][1], "hidden": ["secret", "kind"]}
    rights = [small.CLERK.body["rights"][0], hiding]
    lite.publish(small.definition("role", "clerk", rights=rights))
    found = shown(lite, "carl", kind="a")
    assert (found.text, found.tone) == ("open(中)", "teal")
