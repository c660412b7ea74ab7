"""Branches side by side: what runs, when they join, and what becomes of the others."""

from __future__ import annotations

import pytest

from dougong.runtime.flows.interpreter import (
    CANCELLED,
    DONE,
    FAILED,
    OPEN,
    WAITING,
    State,
    Step,
    join,
    place,
    survey,
    waiting,
)
from tests.unit.runtime.flows.interpreter.trees import (
    do,
    each,
    end,
    flow,
    handler,
    listening,
    ready,
    side_by_side,
    state,
)

BOTH = Step(OPEN, items=("left", "right"))


def test_branches_run_side_by_side_and_are_joined() -> None:
    tree = flow(side_by_side("fork", "all", left=[do("a"), do("b")], right=[do("c")]), do("d"))
    at = state(fork=BOTH)
    assert ready(tree, at) == ["fork/left/a", "fork/right/c"]
    at = at.with_step("fork/left/a", Step(DONE)).with_step("fork/right/c", Step(WAITING))
    assert ready(tree, at) == ["fork/left/b"]
    at = at.with_step("fork/left/b", Step(DONE))
    assert (ready(tree, at), survey(tree, at).joined) == ([], [])
    assert ready(tree, at.with_step("fork/right/c", Step(DONE))) == ["d"]


def test_a_branch_that_does_not_apply_is_not_waited_for() -> None:
    tree = flow(side_by_side("fork", "all", left=[do("a")], right=[do("c")]), do("d"))
    at = state(fork=Step(OPEN, items=("left",)), fork__left__a=DONE)
    assert ready(tree, at) == ["d"]


@pytest.mark.parametrize(("wanted", "done"), [("any", 1), (1, 1), (2, 2)])
def test_the_join_comes_with_the_one_that_is_enough(wanted: str | int, done: int) -> None:
    tree = flow(side_by_side("fork", wanted, x=[do("a")], y=[do("b")], z=[do("c")]), do("d"))
    at = state(fork=Step(OPEN, items=("x", "y", "z")), fork__x__a=WAITING, fork__y__b=WAITING,
               fork__z__c=WAITING)  # fmt: skip
    for count, key in enumerate(("fork/y/b", "fork/x/a")[:done], start=1):
        assert survey(tree, at).joined == []
        at = at.with_step(key, Step(DONE))
        assert survey(tree, at).joined == (["fork"] if count == done else [])
    after, live = join(at, "fork")
    assert set(live) == {"fork/x/a", "fork/z/c"} - {key for key in at.steps if
                                                     at.steps[key].state == DONE}  # fmt: skip
    assert {after.steps[key].state for key in live} == {CANCELLED}
    assert (ready(tree, after), waiting(after)) == (["d"], [])


def test_more_than_the_branches_that_run_are_not_waited_for() -> None:
    tree = flow(side_by_side("fork", 2, x=[do("a")], y=[do("b")], z=[do("c")]), do("d"))
    at = state(fork=Step(OPEN, items=("z",)), fork__z__c=DONE)
    assert (ready(tree, at), survey(tree, at).joined) == (["d"], [])


def test_nothing_of_the_others_begins_once_the_branches_join() -> None:
    """Nor is what has failed there an incident any more."""
    tree = flow(side_by_side("fork", "any", x=[do("a")], y=[do("b"), do("c")], z=[do("e")]))
    at = state(fork=Step(OPEN, items=("x", "y", "z")), fork__x__a=DONE, fork__y__b=DONE,
               fork__z__e=FAILED)  # fmt: skip
    found = survey(tree, at)
    assert (found.ready, found.failed, found.joined) == ([], False, ["fork"])
    after, live = join(at, "fork")
    assert live == ["fork/z/e"]
    assert survey(tree, after).done
    assert "fork/y/c" not in after.steps


def test_a_cancelled_step_can_still_be_taken_back() -> None:
    tree = flow(side_by_side("fork", "any", left=[do("a")], right=[do("c")]))
    at = state(fork=BOTH, fork__left__a=DONE, fork__right__c=WAITING)
    assert survey(tree, at).joined == ["fork"]
    found = place(tree, at, "fork/right/c")
    assert found is not None
    assert (found.key, found.static) == ("fork/right/c", "fork/right/c")


def test_names_of_the_branches_are_seen_after_the_join() -> None:
    inner = side_by_side("inner", "all", one=[do("c")], two=[do("d")])
    tree = flow(side_by_side("fork", "all", left=[do("a")], right=[inner]), do("e"))
    at = State({}, {
        "fork": BOTH, "fork/left/a": Step(DONE, {"n": 1}),
        "fork/right/inner": Step(OPEN, items=("one", "two")),
        "fork/right/inner/one/c": Step(DONE, {"n": 2}), "fork/right/inner/two/d": Step(DONE),
    })  # fmt: skip
    (one,) = survey(tree, at).ready
    assert (one.names["a"], one.names["c"], one.names["d"]) == ({"n": 1}, {"n": 2}, None)


def test_branches_do_not_see_each_other() -> None:
    tree = flow(side_by_side("fork", "all", left=[do("a")], right=[do("b"), do("c")]))
    at = state(fork=BOTH, fork__left__a=Step(DONE, {"n": 1}), fork__right__b=DONE)
    (one,) = survey(tree, at).ready
    assert one.names == {}


def test_an_end_in_a_branch_ends_that_branch_or_the_flow() -> None:
    tree = flow(side_by_side("fork", "all", left=[end("stop", "branch"), do("a")],
                             right=[do("c")]), do("d"))  # fmt: skip
    at = state(fork=BOTH, fork__left__stop=DONE, fork__right__c=DONE)
    assert ready(tree, at) == ["d"]
    whole = flow(side_by_side("fork", "all", left=[end("stop", "flow")], right=[do("c")]))
    assert survey(whole, state(fork=BOTH, fork__left__stop=DONE, fork__right__c=WAITING)).done


def test_handlers_of_a_branch_listen_while_it_runs() -> None:
    fork = side_by_side("fork", "all", left=[do("a")], right=[do("c")])
    left = {**fork["branches"][0], "handlers": [handler("h", "interrupt", do("x"))]}
    tree = flow({**fork, "branches": [left, fork["branches"][1]]})
    at = state(fork=BOTH, fork__left__a=WAITING, fork__right__c=WAITING)
    assert listening(tree, at) == ["fork/left!h"]
    assert listening(tree, at.with_step("fork/left/a", Step(DONE))) == []
    each_ = flow(each("loop", {**fork, "join": "any", "branches": [left, fork["branches"][1]]}))
    inside = state(loop=Step(OPEN, items=("p",)), loop__0__fork=BOTH,
                   loop__0__fork__left__a=WAITING, loop__0__fork__right__c=DONE)  # fmt: skip
    assert listening(each_, inside) == [], "the join has come: it is over with this branch"
