"""Handlers: which listen, what firing them cancels, and what runs then."""

from __future__ import annotations

from dougong.runtime.flows.interpreter import (
    CANCELLED,
    DONE,
    FAILED,
    OPEN,
    WAITING,
    Step,
    fire,
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
    state,
)


def test_handlers_listen_while_their_scope_lives() -> None:
    tree = flow(
        do("a"), each("loop", do("b"), handlers=[handler("h", "interrupt", do("x"))]), do("c"),
        handlers=[handler("top", "alongside", do("y"))],
    )  # fmt: skip
    assert listening(tree, state()) == ["!top"]
    at = state(a=DONE, loop=Step(OPEN, items=("x", "y")))
    assert listening(tree, at) == ["loop/0!h", "loop/1!h", "!top"]
    at = at.with_step("loop/0/b", Step(DONE))
    assert listening(tree, at) == ["loop/1!h", "!top"]
    at = at.with_step("loop/1/b", Step(DONE)).with_step("c", Step(DONE))
    assert listening(tree, at) == []
    assert survey(tree, at).done


def test_an_interrupting_handler_takes_the_place_of_its_scope() -> None:
    tree = flow(each("loop", do("a"), do("b"), handlers=[handler("h", "interrupt", do("x"))]),
                do("c"))  # fmt: skip
    at = state(loop=Step(OPEN, items=("x", "y")), loop__0__a=Step(DONE, {"n": 1}),
               loop__0__b=WAITING, loop__1__a=WAITING)  # fmt: skip
    after, live = fire(at, "loop/0", "h", "interrupt")
    assert live == ["loop/0/b"]
    assert (after.steps["loop/0/b"].state, after.steps["loop/1/a"].state) == (CANCELLED, WAITING)
    (one,) = survey(tree, after).ready
    assert (one.key, one.static) == ("loop/0!h/x", "loop!h/x")
    assert one.names["a"] == {"n": 1}, "what the scope has left behind so far"
    assert listening(tree, after) == ["loop/1!h"], "it fires once"
    over = after.with_step("loop/0!h/x", Step(DONE)).with_step("loop/1/a", Step(DONE))
    assert ready(tree, over) == ["loop/1/b"]
    assert ready(tree, over.with_step("loop/1/b", Step(DONE))) == ["c"]


def test_interrupting_cancels_what_failed_and_what_runs_beside() -> None:
    handlers = [handler("side", "alongside", do("y")), handler("h", "interrupt", do("x"))]
    tree = flow(each("loop", do("a"), handlers=handlers))
    at = state(loop=Step(OPEN, items=("x",)), loop__0__a=FAILED)
    at, live = fire(at, "loop/0", "side", "alongside")
    assert live == []
    at = at.with_step("loop/0!side/y", Step(WAITING))
    after, live = fire(at, "loop/0", "h", "interrupt")
    assert live == ["loop/0/a", "loop/0!side/y"]
    assert (survey(tree, after).failed, waiting(after)) == (False, [])


def test_a_handler_of_the_flow_interrupts_everything() -> None:
    tree = flow(each("loop", do("a")), handlers=[handler("h", "interrupt", do("x"))])
    at = state(loop=Step(OPEN, items=("x", "y")), loop__0__a=WAITING, loop__1__a=WAITING)
    after, live = fire(at, "", "h", "interrupt")
    assert sorted(live) == ["loop/0/a", "loop/1/a"]
    assert ready(tree, after) == ["!h/x"]
    assert survey(tree, after.with_step("!h/x", Step(DONE))).done


def test_a_handler_alongside_runs_beside_its_scope() -> None:
    tree = flow(do("a"), do("b"), handlers=[handler("h", "alongside", do("x"))])
    at, _ = fire(state(a=WAITING), "", "h", "alongside")
    assert ready(tree, at) == ["!h/x"]
    assert waiting(at) == ["a"]
    done = at.with_step("a", Step(DONE)).with_step("b", Step(DONE))
    assert not survey(tree, done).done, "the scope ends when the handler has ended too"
    assert survey(tree, done.with_step("!h/x", Step(DONE))).done


def test_a_handler_alongside_may_end_the_flow() -> None:
    tree = flow(do("a"), handlers=[handler("h", "alongside", end("stop", "flow"))])
    at, _ = fire(state(a=WAITING), "", "h", "alongside")
    assert survey(tree, at.with_step("!h/stop", Step(DONE))).done


def test_the_end_of_the_flow_does_not_wait_for_what_runs_beside() -> None:
    tree = flow(end("stop", "flow"), handlers=[handler("h", "alongside", do("x"))])
    at = state(("!h",), stop=DONE).with_step("!h/x", Step(WAITING))
    assert survey(tree, at).done
    assert place(tree, at, "!h/x") is not None, "it can still be taken back"
