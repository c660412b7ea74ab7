"""The pure interpreter: what is ready, what listens, what is done, for every shape of flow."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from dougong.runtime.flows.interpreter import (
    CANCELLED,
    DONE,
    FAILED,
    OPEN,
    SKIPPED,
    WAITING,
    State,
    Step,
    finish,
    fire,
    place,
    survey,
    waiting,
)

Node = Mapping[str, Any]


def do(id: str) -> Node:
    return {"id": id, "do": "record.create"}


def branch(id: str, **branches: list[Node]) -> Node:
    return {
        "id": id,
        "do": "branch",
        "branches": [{"id": name, "nodes": nodes} for name, nodes in branches.items()],
    }


def each(id: str, *nodes: Node, handlers: list[Node] | None = None) -> Node:
    return {"id": id, "do": "for_each", "as": "one", "nodes": nodes, "handlers": handlers or []}


def end(id: str, what: str) -> Node:
    return {"id": id, "do": "end", "what": what}


def handler(id: str, mode: str, *nodes: Node) -> Node:
    return {"id": id, "mode": mode, "nodes": nodes}


def flow(*nodes: Node, handlers: list[Node] | None = None) -> Node:
    return {"nodes": nodes, "handlers": handlers or []}


def state(fired: tuple[str, ...] = (), **steps: Any) -> State:
    """Steps by key (`__` stands for `/`): a state, or a whole step."""
    made = {
        key.replace("__", "/"): one if isinstance(one, Step) else Step(one)
        for key, one in steps.items()
    }
    return State({}, made, fired)


def ready(tree: Node, at: State) -> list[str]:
    return [one.key for one in survey(tree, at).ready]


def listening(tree: Node, at: State) -> list[str]:
    return [f"{one.key}!{one.handler['id']}" for one in survey(tree, at).listening]


def test_it_is_pure() -> None:
    """It needs no database, clock or network: what it imports cannot reach any."""
    code = (
        "import sys; import dougong.runtime.flows.interpreter; "
        "print('\\n'.join(n for n in sys.modules if n.startswith(('dougong', 'sqlalchemy', "
        "'sqlite3', 'psycopg', 'socket', 'random', 'time', 'datetime', 'uuid')) ))"
    )
    before = {"time"}  # Python itself has it at start
    found = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    own = {name for name in found if name.startswith("dougong")}
    assert set(found) - own <= before
    assert own == {
        "dougong", "dougong.runtime", "dougong.runtime.flows", "dougong.runtime.flows.interpreter",
        "dougong.runtime.flows.interpreter.state", "dougong.runtime.flows.interpreter.survey",
        "dougong.runtime.flows.interpreter.transitions",
    }  # fmt: skip


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


def test_only_what_waits_is_finished() -> None:
    assert finish(state(a=WAITING), "a", Step(DONE)) == state(a=DONE)
    for other in (DONE, CANCELLED, SKIPPED, FAILED):
        assert finish(state(a=other), "a", Step(DONE)) is None
    assert finish(state(), "a", Step(DONE)) is None
    assert finish(state(a=FAILED), "a", Step(DONE), repaired=True) == state(a=DONE)


def test_the_place_of_a_step() -> None:
    tree = flow(each("loop", do("a"), end("stop", "flow")), do("b"))
    at = state(loop=Step(OPEN, items=("x", "y")), loop__0__a=WAITING, loop__1__a=DONE,
               loop__1__stop=DONE)  # fmt: skip
    found = place(tree, at, "loop/0/a")
    assert found is not None
    assert (found.node["id"], found.static, found.names) == ("a", "loop/a", {"one": {"id": "x"}})
    assert place(tree, at, "b") is None


def test_a_state_is_written_and_read_back() -> None:
    whole = State(
        {"given": {"id": "r"}},
        {"a": Step(DONE, {"x": [1]}), "fork": Step(OPEN, chosen="left"),
         "loop": Step(OPEN, items=("x", "y")), "loop/0/a": Step(WAITING)},
        ("!h",),
    )  # fmt: skip
    assert State.from_json(whole.to_json()) == whole
