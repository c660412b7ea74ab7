"""What a person left out is told before rules refuse; what rules fill in is never asked for."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.problems import Invalid, Refused
from dougong.runtime import records
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import nothing_changes, paths

PROBE = small.definition(
    "form", "probe",
    fields=[
        small.field("a", "integer", required=True, max="9"), small.field("b", "integer"),
        small.field("who", "text", required=True, read_only=True),
        small.field("rows", "lines", fields=[small.field("n", "integer", required=True)]),
    ],
)  # fmt: skip
BOSS = small.definition(
    "role", "boss", rights=[{"form": "form:probe", "verbs": ["read", "create", "change"]}]
)
# Refuses a small `a`, and fills in who it was only where it does not.
_WHO = {"id": "who", "do": "set", "set": {"who": "me.name"}}
SMALL = small.rule(
    "small", {"form": "form:probe", "save": "any"}, small.refuse("no", "b"),
    otherwise=[_WHO], **{"if": "a == empty or a < 3"},
)  # fmt: skip


@pytest.fixture
def probing(desk: Desk) -> Desk:
    desk.publish(PROBE, BOSS, SMALL)
    return desk


def _create(desk: Desk, values: dict[str, Any]) -> records.Saved:
    with desk.as_("bela") as tx:
        return records.create(tx, "probe", values)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, {"a": "required"}),
        ({"a": "x"}, {"a": "type"}),
        ({"a": 1, "rows": [{}]}, {"rows.0.n": "required"}),
        ({"a": 1, "who": "me"}, {"who": "read_only"}),
    ],
)
def test_what_is_missing_or_wrong_is_told_first(
    probing: Desk, values: dict[str, Any], wrong: dict[str, str]
) -> None:
    """The rule would refuse too, and without it `who` stays empty: neither is the person's fault."""
    with nothing_changes(probing, Invalid) as caught:
        _create(probing, values)
    assert paths(caught) == wrong


def test_then_the_rule_refuses(probing: Desk) -> None:
    with nothing_changes(probing, Refused) as caught:
        _create(probing, {"a": 2})
    assert [(one.path, one.rule) for one in caught.value.fields] == [("b", "small@1")]


def test_what_a_rule_fills_in_is_not_asked_for(probing: Desk) -> None:
    assert _create(probing, {"a": 3}).record.values["who"] == "Bela"
    with nothing_changes(probing, Invalid) as caught:
        _create(probing, {"a": 10})
    assert paths(caught) == {"a": "max"}


def test_to_what_acts_by_itself_the_rule_answers(probing: Desk) -> None:
    """Flows and other systems tell a refusal from a fault: nobody is asked for a field there."""
    with nothing_changes(probing, Refused), probing.service() as tx:
        records.make(tx, "probe", {})
