"""Repeat: rounds under keys of their own, and what is seen of them."""

from __future__ import annotations

from dougong.runtime.flows.interpreter import DONE, OPEN, SKIPPED, WAITING, Step, survey
from tests.unit.runtime.flows.interpreter.trees import again, do, end, flow, ready, state


def test_each_round_has_keys_of_its_own() -> None:
    tree = flow(again("more", do("a"), do("b")), do("c"))
    at = state(more=Step(OPEN, round=1))
    (one,) = survey(tree, at).ready
    assert (one.key, one.static) == ("more/1/a", "more/a")
    at = at.with_step("more/1/a", Step(DONE)).with_step("more/1/b", Step(DONE))
    found = survey(tree, at)
    assert (found.ready, [one.key for one in found.rounds], found.done) == ([], ["more"], False)
    second = at.with_step("more", Step(OPEN, round=2))
    assert ready(tree, second) == ["more/2/a"]
    assert ready(tree, at.with_step("more", Step(DONE, round=1))) == ["c"]


def test_the_last_round_is_seen_by_its_condition_and_after() -> None:
    tree = flow(again("more", do("a")), do("c"))
    at = state(more=Step(OPEN, round=2), more__1__a=Step(DONE, {"n": 1}),
               more__2__a=Step(DONE, {"n": 2}))  # fmt: skip
    (asked,) = survey(tree, at).rounds
    assert asked.names == {"a": {"n": 2}}
    for over in (DONE, SKIPPED):
        (one,) = survey(tree, at.with_step("more", Step(over, round=2))).ready
        assert (one.key, one.names["a"]) == ("c", {"n": 2})


def test_a_round_does_not_see_the_one_before() -> None:
    tree = flow(again("more", do("a"), do("b")))
    at = state(more=Step(OPEN, round=2), more__1__a=Step(DONE, {"n": 1}), more__2__a=DONE)
    (one,) = survey(tree, at).ready
    assert (one.key, one.names) == ("more/2/b", {})


def test_the_end_of_a_branch_ends_the_round() -> None:
    tree = flow(again("more", end("stop", "branch"), do("a")))
    found = survey(tree, state(more=Step(OPEN, round=1), more__1__stop=DONE))
    assert [one.key for one in found.rounds] == ["more"]
    waits = survey(tree, state(more=Step(OPEN, round=1), more__1__stop=SKIPPED, more__1__a=WAITING))
    assert (waits.rounds, waits.done) == ([], False)
