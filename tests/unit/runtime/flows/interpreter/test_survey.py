"""What is ready and what is done: sequences, branches, loops and ends."""

from __future__ import annotations

from dougong.runtime.flows.interpreter import (
    CANCELLED,
    DONE,
    FAILED,
    OPEN,
    SKIPPED,
    WAITING,
    State,
    Step,
    survey,
)
from tests.unit.runtime.flows.interpreter.trees import (
    branch,
    do,
    each,
    end,
    flow,
    handler,
    ready,
    state,
)


def test_a_sequence_goes_step_by_step() -> None:
    tree = flow(do("a"), do("b"))
    assert ready(tree, state()) == ["a"]
    assert ready(tree, state(a=WAITING)) == []
    assert ready(tree, state(a=DONE)) == ["b"]
    assert not survey(tree, state(a=DONE)).done
    for last in (DONE, SKIPPED, CANCELLED):
        assert survey(tree, state(a=DONE, b=last)).done


def test_names_follow_from_what_was_done() -> None:
    tree = flow(do("a"), do("b"), do("c"))
    at = State({"given": 7}, {"a": Step(DONE, {"x": 1}), "b": Step(SKIPPED)})
    (one,) = survey(tree, at).ready
    assert one.names == {"given": 7, "a": {"x": 1}, "b": None}


def test_a_failed_step_stops_its_sequence() -> None:
    found = survey(flow(do("a"), do("b")), state(a=FAILED))
    assert (found.failed, found.done, found.ready) == (True, False, [])


def test_a_branch_takes_the_one_chosen() -> None:
    tree = flow(branch("fork", left=[do("a")], right=[do("b")]), do("c"))
    assert ready(tree, state()) == ["fork"]
    assert ready(tree, state(fork=Step(OPEN, chosen="right"))) == ["fork/right/b"]
    assert ready(tree, state(fork=Step(OPEN, chosen="right"), fork__right__b=DONE)) == ["c"]
    assert ready(tree, state(fork=Step(OPEN))) == ["c"], "none of them: the flow goes on"


def test_names_of_a_branch_stay_inside() -> None:
    tree = flow(branch("fork", left=[do("a"), do("b")]), do("c"))
    inside = state(fork=Step(OPEN, chosen="left"), fork__left__a=Step(DONE, {"x": 1}))
    assert survey(tree, inside).ready[0].names == {"a": {"x": 1}}
    after = inside.with_step("fork/left/b", Step(DONE, {"y": 1}))
    assert survey(tree, after).ready[0].names == {}


def test_a_loop_without_items_is_passed() -> None:
    tree = flow(each("loop", do("a")), do("b"))
    assert ready(tree, state(loop=DONE)) == ["b"]
    assert ready(tree, state(loop=Step(OPEN, items=()))) == ["b"]


def test_a_loop_with_one_item() -> None:
    tree = flow(each("loop", do("a")), do("b"))
    at = state(loop=Step(OPEN, items=("x",)))
    (one,) = survey(tree, at).ready
    assert (one.key, one.static, one.names) == ("loop/0/a", "loop/a", {"one": {"id": "x"}})
    assert ready(tree, at.with_step("loop/0/a", Step(DONE))) == ["b"]


def test_items_run_side_by_side_and_are_joined() -> None:
    tree = flow(each("loop", do("a"), do("b")), do("c"))
    at = state(loop=Step(OPEN, items=("x", "y", "z")))
    assert ready(tree, at) == ["loop/0/a", "loop/1/a", "loop/2/a"]
    at = at.with_step("loop/1/a", Step(DONE)).with_step("loop/0/a", Step(WAITING))
    assert ready(tree, at) == ["loop/1/b", "loop/2/a"]
    for key in ("loop/0/a", "loop/0/b", "loop/1/b", "loop/2/a"):
        at = at.with_step(key, Step(DONE))
        assert "c" not in ready(tree, at)
    assert ready(tree, at.with_step("loop/2/b", Step(DONE))) == ["c"]


def test_loops_inside_loops() -> None:
    tree = flow(each("outer", each("inner", do("a")), do("b")))
    at = state(outer=Step(OPEN, items=("x", "y")), outer__1__inner=Step(OPEN, items=("p", "q")))
    assert ready(tree, at) == ["outer/0/inner", "outer/1/inner/0/a", "outer/1/inner/1/a"]
    statics = [one.static for one in survey(tree, at).ready]
    assert statics == ["outer/inner", "outer/inner/a", "outer/inner/a"]


def test_end_of_a_branch_ends_its_sequence_only() -> None:
    tree = flow(branch("fork", left=[end("stop", "branch"), do("a")]), do("b"))
    at = state(fork=Step(OPEN, chosen="left"), fork__left__stop=DONE)
    assert ready(tree, at) == ["b"]
    skipped = state(fork=Step(OPEN, chosen="left"), fork__left__stop=SKIPPED)
    assert ready(tree, skipped) == ["fork/left/a"], "an end whose condition fails ends nothing"


def test_end_of_a_branch_inside_an_item_ends_the_item() -> None:
    tree = flow(each("loop", end("stop", "branch"), do("a")), do("b"))
    at = state(loop=Step(OPEN, items=("x", "y")), loop__0__stop=DONE)
    assert ready(tree, at) == ["loop/1/stop"]
    assert ready(tree, at.with_step("loop/1/stop", Step(DONE))) == ["b"]


def test_end_of_the_flow_ends_it_wherever_it_stands() -> None:
    tree = flow(each("loop", branch("fork", left=[end("stop", "flow")]), do("a")), do("b"),
                handlers=[handler("h", "interrupt", do("x"))])  # fmt: skip
    at = state(
        loop=Step(OPEN, items=("x", "y")), loop__0__fork=Step(OPEN, chosen="left"),
        loop__0__fork__left__stop=DONE, loop__1__fork=FAILED,
    )  # fmt: skip
    found = survey(tree, at)
    assert (found.done, found.failed, found.ready, found.listening) == (True, False, [], [])
