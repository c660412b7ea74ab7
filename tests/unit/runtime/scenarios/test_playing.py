"""Scenarios of the visitors' pack: what goes well, what is told when it does not, what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

import pytest

from dougong.platform.cli import main
from dougong.platform.definitions import Definition, Library, check
from dougong.platform.publishing import read_pack
from dougong.runtime.scenarios import Outcome, Stage, play, play_all, told, write_junit
from dougong.runtime.wiring import wire

VISITS = Path(__file__).parents[3] / "packs" / "visits"
VISITOR = {"create": "form:visitor", "as": "visitor", "by": "role:host", "values": {"name": "Wang"}}
VISIT = {"create": "form:visit", "as": "visit", "by": "role:host",
         "values": {"visitor": "@visitor", "guests": 6}, "then": ["announce"]}  # fmt: skip
BADGE = {"task": "hand_out", "values": {"card": "17"}}


def scenario(*steps: dict[str, Any], **body: Any) -> Definition:
    text = {"zh": "试", "en": "trial"}
    head = {"kind": "scenario", "id": "trial", "title": text, "format": 1, "flow": "flow:welcome"}
    return Definition.of({**head, "now": "2026-11-23T09:00", **body, "when": list(steps)})


def definitions() -> list[Definition]:
    return [one for one in read_pack(VISITS)[1] if one.kind != "scenario"]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Stage(definitions(), "en") as made:
        yield made


def played(stage: Stage, *steps: dict[str, Any]) -> Outcome:
    return play(stage, scenario(*steps))


def said(stage: Stage, *steps: dict[str, Any]) -> tuple[str, ...]:
    failure = played(stage, *steps).failure
    assert failure is not None
    return (failure.step, *failure.said)


def test_the_whole_story_leaves_nothing_behind(stage: Stage) -> None:
    for _ in range(2):  # the same names and unique values again
        steps = (VISITOR, VISIT, BADGE, {"expect": ["visit.state == 'inside'"]})
        assert played(stage, *steps).failure is None


def test_what_was_expected_and_what_came(stage: Stage) -> None:
    outcome = played(stage, VISITOR, VISIT, {"expect": ["visit.guests == 6", "visit.guests > 9"]})
    assert outcome.failure is not None
    assert outcome.failure.step == "When this happens 3: Expect"
    assert outcome.failure.said[1:] == (
        "expected: Visit › Guests > 9",
        "actually: Visit › Guests = 6",
    )
    assert any("Hand out (waiting)" in line for line in outcome.failure.trail)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([VISIT | {"by": "role:reception"}], "This was refused"),
        ([VISIT | {"refused": {"rule": "rule:banned_stay_out"}}], "it went through"),
        ([VISIT, BADGE | {"values": {}, "refused": {"field": "visit"}}], "not as expected"),
        ([BADGE], "Nobody has the task"),
        ([VISIT, {"offered": "hand_out", "due": "2026-11-23T12:00"}], "Due 2026-11-23T12:00"),
        ([VISIT, {"count": "form:badge", "is": 2}], "2 expected, there are 1"),
        ([{"find": "form:visit", "where": "guests == 1"}], "There is no such record"),
        ([VISIT, {"told": "notification:large_group", "to": "role:host"}], "There is none"),
        ([{"incident": "badge"}], "has not stopped"),
        ([{"pass": {"until": "2026-11-22T09:00"}}], "time does not go back"),
    ],
)  # fmt: skip
def test_a_step_that_does_not_go_as_it_says(
    stage: Stage, steps: list[dict[str, Any]], words: str
) -> None:
    assert words in " ".join(said(stage, VISITOR, *steps))


def test_a_flow_that_stops_is_told_unless_it_is_spoken_of(stage: Stage) -> None:
    spoil = {"find": "form:badge", "as": "badge"}
    void = {"void": "badge", "reason": "lost"}
    assert "has stopped" in " ".join(said(stage, VISITOR, VISIT, spoil, void))
    assert played(stage, VISITOR, VISIT, spoil, void, {"incident": "hand_out"}).failure is None


def test_time_passes_without_waiting(stage: Stage) -> None:
    day = {"expect": ["visit.day == date('2026-11-23')"]}
    later = {"create": "form:visit", "as": "later", "by": "role:host",
             "values": {"visitor": "@visitor"}}  # fmt: skip
    after = {"expect": ["later.day == date('2026-12-23')"]}
    assert played(stage, VISITOR, VISIT, day, {"pass": {"days": 30}}, later, after).failure is None


def test_the_pack_is_covered_and_what_is_missed_is_named(tmp_path: Path) -> None:
    whole = play_all("visits", read_pack(VISITS)[1], "en")
    assert whole.passed(100) and whole.coverage.percent == 100
    alone = play_all("visits", read_pack(VISITS)[1], "en", "small_group_is_not_told")
    assert alone.passed() and not alone.passed(100)
    assert any("branch: Welcome" in line for line in told(alone))
    write_junit([whole], tmp_path / "results.xml")
    (suite,) = parse(tmp_path / "results.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == (str(len(whole.outcomes)), "0")


def test_the_command_says_it_with_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(VISITS), "--language", "zh", "--cover", "100"]) == 0
    assert "访客领卡后进门" in capsys.readouterr().out
    few = ["test", str(VISITS), "--only", "small_group_is_not_told", "--cover", "100"]
    assert main(few) == 1


@pytest.mark.parametrize(
    ("step", "pointer", "code"),
    [
        ({"jump": 1}, "/when/0", "unknown_part"),
        ({"create": "form:nope"}, "/when/0/create", "unknown_reference"),
        ({"create": "form:visit", "values": {"nope": 1}}, "/when/0/values/nope", "unknown_field"),
        ({"create": "form:visit", "values": {"day": "x"}}, "/when/0/values/day", "type"),
        ({"create": "form:visit", "values": {"visitor": "@nobody"}}, "/when/0/values/visitor",
         "unknown_name"),
        ({"create": "form:visit", "then": ["fly"]}, "/when/0/then/0", "unknown_transition"),
        ({"create": "form:visit", "by": "wang"}, "/when/0/by", "unknown_person"),
        ({"create": "form:visit", "by": "role:nope"}, "/when/0/by", "unknown_reference"),
        ({"task": "nope"}, "/when/0/task", "unknown_node"),
        ({"task": "group"}, "/when/0/task", "no_task"),
        ({"expect": ["nope == 1"]}, "/when/0/expect/0", "unknown_name"),
        ({"find": "form:visit", "where": "nope == 1"}, "/when/0/where", "unknown_name"),
        ({"act": "announce", "on": "visit"}, "/when/0/on", "unknown_name"),
        ({"pass": {}}, "/when/0/pass", "span"),
        ({"incident": "badge", "repair": "skip"}, "/when/0/repair", "no_reason"),
    ],
)  # fmt: skip
def test_the_checker_knows_what_is_wrong(step: dict[str, Any], pointer: str, code: str) -> None:
    wire()
    wrong = scenario(step)
    findings = check(Library([*definitions(), wrong]), [wrong.ref])
    assert (pointer, code) in [(one.pointer, one.code) for one in findings]


def test_scenarios_that_go_on_from_each_other_have_no_beginning() -> None:
    wire()
    one, other = (
        Definition.of({**scenario(VISITOR).body, "id": id, "after": f"scenario:{after}"})
        for id, after in (("one", "other"), ("other", "one"))
    )
    findings = check(Library([*definitions(), one, other]), [one.ref])
    assert {"cycle", "two_beginnings"} <= {finding.code for finding in findings}
