"""What steps write: rows that are there already, people, and what is done without moving on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dougong.platform.definitions import Definition, Library, check
from dougong.runtime.scenarios import Outcome, Stage, play
from dougong.runtime.wiring import wire
from tests.unit.runtime.scenarios.test_playing import definitions, scenario


def text(words: str) -> dict[str, str]:
    return {"zh": words, "en": words}


TOUR = Definition.of({
    "kind": "form", "id": "tour", "title": text("Tour"), "format": 1,
    "fields": [
        {"id": "guide", "type": "person", "title": text("Guide")},
        {"id": "stops", "type": "lines", "title": text("Stops"), "fields": [
            {"id": "place", "type": "text", "title": text("Place")},
            {"id": "minutes", "type": "integer", "title": text("Minutes")}]}],
    "states": {
        "start": "planned",
        "list": [{"id": "planned", "title": text("Planned")}, {"id": "over", "title": text("Over")}],
        "transitions": [
            {"id": "confirm", "event": "confirmed", "title": text("Confirm"),
             "from": ["planned"], "to": "planned"},
            {"id": "end", "event": "ended", "title": text("End"),
             "from": ["planned"], "to": "over"}]}})  # fmt: skip
STOPS = [{"place": "gate", "minutes": 5}, {"place": "hall", "minutes": 20}]
MADE = {"create": "form:tour", "as": "tour", "values": {"stops": STOPS}}
WANG = {"id": "wang", "roles": ["role:host"]}


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Stage([*definitions(), TOUR], "en") as made:
        yield made


def played(stage: Stage, *steps: dict[str, Any], **body: Any) -> Outcome:
    outcome = play(stage, scenario(MADE, *steps, **body))
    assert outcome.failure is None, outcome.failure.said
    return outcome


def test_a_row_that_is_there_is_filled_in(stage: Stage) -> None:
    rows = [{"id": "@tour.stops.0"}, {"id": "@tour.stops.1", "minutes": 30}]
    change = {"change": "tour", "values": {"stops": rows}}
    found = ["sum(tour.stops, minutes) == 35", "any(tour.stops, place == 'hall' and minutes == 30)"]
    played(stage, change, {"expect": found})


def test_people_are_named_by_role_or_as_those_the_scenario_brings(stage: Stage) -> None:
    steps = [
        {"create": "form:tour", "as": name, "values": {"guide": guide}}
        for name, guide in (("one", "@role:host"), ("two", "@wang"), ("three", "@wang"))
    ]
    told = {"expect": ["one.guide != two.guide", "two.guide == three.guide"]}
    played(stage, *steps, told, people=[WANG])


def test_what_is_done_without_moving_on_is_seen(stage: Stage) -> None:
    outcome = played(stage, {"act": "confirm", "on": "tour"})
    assert outcome.seen.transitions == {("form:tour", "confirm")}
    ended = played(stage, {"act": "end", "on": "tour"})
    assert ended.seen.transitions == {("form:tour", "end")}


@pytest.mark.parametrize(
    ("values", "pointer", "code"),
    [
        ({"guide": "@nobody"}, "/guide", "unknown_person"),
        ({"guide": "@role:nope"}, "/guide", "unknown_person"),
        ({"stops": [{"id": "@nothing.stops.0"}]}, "/stops/0/id", "unknown_name"),
        ({"id": "@tour"}, "/id", "unknown_field"),
    ],
)
def test_the_checker_knows_people_and_rows(values: dict[str, Any], pointer: str, code: str) -> None:
    wire()
    wrong = scenario(MADE, {"change": "tour", "values": values}, people=[WANG])
    findings = check(Library([*definitions(), TOUR, wrong]), [wrong.ref])
    told = [(one.pointer, one.code) for one in findings if one.severity == "error"]
    assert told == [(f"/when/1/values{pointer}", code)]
