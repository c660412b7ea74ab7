"""Going back: what counts no more, what is visited anew, and under which keys."""

from __future__ import annotations

import pytest

from dougong.runtime.flows.interpreter import (
    CANCELLED,
    DONE,
    FAILED,
    OPEN,
    WAITING,
    Step,
    first_visit,
    node_of,
    rewind,
    survey,
    visit_of,
    way,
)
from tests.unit.runtime.flows.interpreter.trees import (
    again,
    branch,
    do,
    each,
    flow,
    handler,
    ready,
    side_by_side,
    state,
)


def test_a_key_tells_node_and_visit() -> None:
    for key, node, visit in (("a", "a", 1), ("a#3", "a", 3), ("loop#2/0/a", "a", 1),
                             ("loop/0!h/b#12", "b", 12)):  # fmt: skip
        assert (node_of(key), visit_of(key)) == (node, visit)
    assert first_visit("loop#2/0!h/b#12") == "loop/0!h/b"


def test_the_nodes_between_are_visited_anew() -> None:
    tree = flow(do("a"), do("b"), do("c"), do("d"))
    at = state(a=Step(DONE, {"n": 1}), b=Step(DONE, {"n": 2}), c=WAITING)
    after, live, past = rewind(tree, at, "c", "b")
    assert (live, past) == (["c"], ["b", "c"])
    assert (after.steps["b"].state, after.steps["c"].state) == (DONE, CANCELLED)
    (one,) = survey(tree, after).ready
    assert (one.key, one.static, one.names) == ("b#2", "b", {"a": {"n": 1}})
    redone = after.with_step("b#2", Step(DONE, {"n": 3}))
    (one,) = survey(tree, redone).ready
    assert (one.key, one.names["b"]) == ("c#2", {"n": 3})
    third, _, _ = rewind(tree, redone.with_step("c#2", Step(WAITING)), "c#2", "a")
    assert ready(tree, third) == ["a#2"]
    on = third.with_step("a#2", Step(DONE)).with_step("b#3", Step(DONE))
    assert ready(tree, on) == ["c#3"]


def test_the_own_node_is_visited_anew() -> None:
    tree = flow(do("a"), do("b"))
    after, live, _ = rewind(tree, state(a=DONE, b=WAITING), "b", "b")
    assert (live, ready(tree, after)) == (["b"], ["b#2"])


def test_from_inside_a_branch_to_before_it() -> None:
    tree = flow(do("a"), branch("fork", left=[do("b"), do("c")], right=[do("d")]))
    at = state(a=DONE, fork=Step(OPEN, chosen="left"), fork__left__b=DONE, fork__left__c=WAITING)
    after, live, past = rewind(tree, at, "fork/left/c", "a")
    assert live == ["fork/left/c"]
    assert set(past) == {"a", "fork", "fork/left/b", "fork/left/c"}
    again_ = after.with_step("a#2", Step(DONE))
    assert ready(tree, again_) == ["fork#2"]
    chosen = again_.with_step("fork#2", Step(OPEN, chosen="left"))
    assert ready(tree, chosen) == ["fork#2/left/b"], "everything inside has new keys"


def test_live_siblings_between_are_cancelled() -> None:
    tree = flow(do("a"), side_by_side("fork", "all", left=[do("b")], right=[do("c")]))
    at = state(a=DONE, fork=Step(OPEN, items=("left", "right")), fork__left__b=WAITING,
               fork__right__c=FAILED)  # fmt: skip
    after, live, _ = rewind(tree, at, "fork/left/b", "a")
    assert set(live) == {"fork/left/b", "fork/right/c"}
    assert {after.steps[key].state for key in live} == {CANCELLED}
    inside, live, _ = rewind(tree, at, "fork/left/b", "b")
    assert live == ["fork/left/b"], "a sibling that is not between goes on"
    assert inside.steps["fork/right/c"].state == FAILED


def test_from_one_row_to_its_own_start() -> None:
    tree = flow(each("loop", do("a"), do("b")), do("c"))
    at = state(loop=Step(OPEN, items=("x", "y")), loop__0__a=DONE, loop__0__b=WAITING,
               loop__1__a=WAITING)  # fmt: skip
    after, live, _ = rewind(tree, at, "loop/0/b", "a")
    assert live == ["loop/0/b"]
    assert ready(tree, after) == ["loop/0/a#2"]


def test_what_came_after_the_node_that_holds_it_counts_no_more() -> None:
    """Who takes back what was done last in a branch also takes back what followed on the branch."""
    tree = flow(branch("fork", left=[do("a")]), do("b"), do("c"))
    at = state(fork=Step(OPEN, chosen="left"), fork__left__a=DONE, b=DONE, c=WAITING)
    after, live, past = rewind(tree, at, "fork/left/a", "a")
    assert (live, set(past)) == (["c"], {"fork/left/a", "b", "c"})
    on = after.with_step("fork/left/a#2", Step(DONE))
    assert (ready(tree, after), ready(tree, on)) == (["fork/left/a#2"], ["b#2"])


def test_back_into_the_round_before() -> None:
    tree = flow(again("more", do("a"), do("b")), do("c"))
    at = state(more=Step(OPEN, round=2), more__1__a=DONE, more__1__b=DONE, more__2__a=WAITING)
    after, live, _ = rewind(tree, at, "more/1/b", "b")
    assert live == ["more/2/a"]
    assert ready(tree, after) == ["more/1/b#2"]
    next_ = after.with_step("more/1/b#2", Step(DONE)).with_step("more", Step(OPEN, round=2))
    assert ready(tree, next_) == ["more/2/a#2"], "the second round has new keys as well"
    over = state(more=Step(DONE, round=1), more__1__a=DONE, more__1__b=DONE, c=WAITING)
    after, live, _ = rewind(tree, over, "more/1/b", "b")
    assert (live, ready(tree, after)) == (["c"], ["more/1/b#2"])


def test_a_handler_leads_back_to_before_its_scope_but_not_into_it() -> None:
    tree = flow(do("z"), each("loop", do("a"), handlers=[handler("h", "interrupt", do("x"),
                                                                 do("y"))]))  # fmt: skip
    at = state(("loop/0!h",), z=DONE, loop=Step(OPEN, items=("p",)), loop__0__a=CANCELLED)
    at = at.with_step("loop/0!h/x", Step(DONE)).with_step("loop/0!h/y", Step(WAITING))
    after, _, _ = rewind(tree, at, "loop/0!h/y", "x")
    assert ready(tree, after) == ["loop/0!h/x#2"]
    after, _, _ = rewind(tree, at, "loop/0!h/y", "z")
    assert ready(tree, after) == ["z#2"]
    with pytest.raises(KeyError):
        rewind(tree, at, "loop/0!h/y", "a")


def test_only_what_is_on_the_way_can_be_gone_back_to() -> None:
    tree = flow(do("a"), branch("fork", left=[do("b")], right=[do("c")]), do("d"))
    at = state(a=DONE, fork=Step(OPEN, chosen="left"), fork__left__b=WAITING)
    assert [stage.node["id"] for stage in way(tree, "fork/left/b")] == ["fork", "b"]
    for no in ("c", "d", "nope"):
        with pytest.raises(KeyError):
            rewind(tree, at, "fork/left/b", no)
