"""The state of a flow: worked out from itself alone, finished once, written and read back."""

from __future__ import annotations

import subprocess
import sys

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
    place,
)
from tests.unit.runtime.flows.interpreter.trees import do, each, end, flow, state


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
        "dougong.runtime.flows.interpreter.walking", "dougong.runtime.flows.interpreter.ways",
    }  # fmt: skip


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
         "loop": Step(OPEN, items=("x", "y")), "loop/0/a": Step(WAITING),
         "again": Step(OPEN, round=3)},
        ("!h",),
        {"a": 2},
    )  # fmt: skip
    assert State.from_json(whole.to_json()) == whole
