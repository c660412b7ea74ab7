"""Playing a scenario to its end, and what is there then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import func, select

from dougong.platform.jobs import EmbeddedJobs
from dougong.platform.publishing import publish_definitions
from dougong.platform.storage import Record
from dougong.platform.storage.platform_tables import JobRow, table_of
from dougong.platform.storage.query import Query, page
from tests.property.flows.chaos import Chaos, Killed, Trouble
from tests.property.flows.grammar import CHILD, Scenario
from tests.unit.runtime.desk import Desk

ROUNDS = 15
_jobs = table_of(JobRow)


def publish(desk: Desk, scenario: Scenario) -> None:
    with desk.service() as tx:
        publish_definitions(tx, [scenario.flow, CHILD], "by chance")


def play(desk: Desk, scenario: Scenario, chaos: Chaos) -> dict[str, Any]:
    """Open a case and do everything there is to do; gives the end state.

    In each round the tasks that are open at its start are done, in any order; halting comes at
    the same place of every run, with all work before it done.
    """
    lines = [{"label": f"l{n}"} for n in range(scenario.lines)]
    values = {"title": "one", "level": scenario.level, "lines": lines}
    case = desk.create("clara", "case", values, "open")
    pinged = scenario.halt is None and chaos.maybe()
    if pinged:
        desk.act("clara", "case", case.id, "ping")
    for number in range(ROUNDS):
        _round(desk, scenario, chaos, case, number, ping=number == 0 and not pinged)
        if number > (scenario.halt or 0) and _all_done(desk, case):
            return end_state(desk, case)
    raise AssertionError(f"the flow does not end: {scenario.flow.body}")


def _round(
    desk: Desk, scenario: Scenario, chaos: Chaos, case: Record, number: int, ping: bool
) -> None:
    drain(desk, chaos)
    if number == scenario.halt:
        desk.act("bela", "case", case.id, "halt")
        drain(desk, chaos)
    actions: list[Callable[[], object]] = [
        partial(desk.complete, chaos_login(chaos), task["id"], {"result": "well"})
        for instance in desk.rows("instance", record=case.id)
        for task in desk.open_tasks(instance=instance["id"])
    ]
    if ping:
        actions.append(partial(desk.act, "clara", "case", case.id, "ping"))
    for action in chaos.shuffled(actions):
        action()
        if chaos.maybe():
            drain(desk, chaos)
    drain(desk, chaos)
    desk.clock.forward(hours=100)
    drain(desk, chaos)


def chaos_login(chaos: Chaos) -> str:
    return "carl" if chaos.maybe() else "clara"


def _all_done(desk: Desk, case: Record) -> bool:
    states = {row["state"] for row in desk.rows("instance", record=case.id)}
    return bool(states) and states <= {"done", "interrupted"}


def drain(desk: Desk, chaos: Chaos) -> None:
    """Work until nothing is due, starting anew whenever a worker dies.

    The clock goes on by the dead worker's lease, far less than any timer of a flow.
    """
    for _ in range(20):
        try:
            with chaos.armed():
                desk.jobs.drain()
            if not _left_behind(desk):
                return
        except (Killed, Trouble):
            desk.jobs = EmbeddedJobs(desk.storage, desk.jobs.handlers)
        desk.clock.forward(minutes=6)
    raise AssertionError("the queue does not run empty")


def _left_behind(desk: Desk) -> bool:
    """Jobs of a dead worker, or put back for a little later."""
    wanted = (_jobs.c.state != "waiting") | (_jobs.c.kind != "flows.timer")
    with desk.looking() as tx:
        return bool(tx.connection.execute(select(func.count()).where(wanted)).scalar())


def end_state(desk: Desk, case: Record) -> dict[str, Any]:
    """All that must not depend on the order of independent events, nor on who died when."""
    own = desk.record("case", case.id)
    found: dict[str, Any] = {"case": (own.state, own.values["n"])}
    with desk.looking() as tx:
        for form, field in (("log", "label"), ("work", "label")):
            query = Query(form, filter=f"case == '{case.id}'", limit=200)
            rows = page(tx, query).records
            found[form] = Counter((row.values[field], row.state) for row in rows)
        tallies = page(tx, Query("tally", filter=f"case == '{case.id}'", limit=200)).records
    found["tally"] = {row.values["label"]: row.values["count"] for row in tallies}
    found["events"] = Counter(event["name"] for event in desk.events(case.id))
    found["instances"] = Counter(
        _instance(desk, row) for row in desk.rows("instance", record=case.id)
    )
    found["jobs"] = desk.rows("job")
    found["incidents"] = desk.rows("incident")
    return found


def _instance(desk: Desk, row: dict[str, Any]) -> Any:
    """Its steps, tasks and messages: every effect key once, every message confirmed."""
    mine = {"instance": row["id"]}
    steps = {
        key: (step["state"], step.get("chosen"), len(step.get("items", ())))
        for key, step in row["data"]["steps"].items()
    }
    messages = desk.rows("message", **mine)
    assert len({one["effect_key"] for one in messages}) == len(messages)
    return (
        row["flow"], row["parent_step"], row["state"], tuple(sorted(row["data"]["fired"])),
        tuple(sorted(steps.items(), key=str)),
        tuple(sorted((one["step"], one["state"]) for one in desk.rows("task", **mine))),
        tuple(sorted((one["step"], one["state"], one["attempts"]) for one in messages)),
        tuple(one["step"] for one in desk.rows("subscription", **mine)),
    )  # fmt: skip
