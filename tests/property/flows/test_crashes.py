"""Random flows × random event orders × crash anywhere = the same end state."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dougong.platform.jobs import EmbeddedJobs, Handler, Job
from dougong.platform.storage import Cause, Storage, Transaction
from dougong.runtime.flows.nodes import wait as wait_node
from tests.property.flows.chaos import Chaos
from tests.property.flows.grammar import Scenario, scenarios
from tests.property.flows.playing import play, publish
from tests.unit.runtime import small
from tests.unit.runtime.desk import SERVICE, Desk

# DOUGONG_TEST_EXAMPLES=500 looks longer.
EXAMPLES = int(os.environ.get("DOUGONG_TEST_EXAMPLES", "25"))
_settings = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

Disturbance = tuple[int, list[float]]
# The seed of the order of events, and where workers die as parts of the whole run.
disturbances = st.tuples(st.integers(0, 2**32), st.lists(st.floats(0, 1), min_size=1, max_size=3))


def undisturbed(desk: Desk, scenario: Scenario) -> tuple[dict[str, Any], int]:
    """The end state, and how many points a disturbance may strike at."""
    publish(desk, scenario)
    calm = Chaos(desk.storage.engine)
    return play(desk, scenario, calm), calm.passed


def disturbed(
    desk: Desk, scenario: Scenario, points: int, disturbance: Disturbance
) -> dict[str, Any]:
    seed, parts = disturbance
    chosen = [1 + int(part * (points - 1)) for part in parts]
    return play(desk, scenario, Chaos(desk.storage.engine, chosen, seed))


@_settings
@given(scenario=scenarios(), disturbance=disturbances)
def test_the_end_is_the_same_on_sqlite(
    lite: Desk, scenario: Scenario, disturbance: Disturbance
) -> None:
    calm, points = undisturbed(lite, scenario)
    assert disturbed(lite, scenario, points, disturbance) == calm


@settings(_settings, max_examples=max(4, EXAMPLES // 5))
@given(scenario=scenarios(), disturbance=disturbances)
def test_the_end_is_the_same_on_both(
    desk: Desk, scenario: Scenario, disturbance: Disturbance
) -> None:
    calm, points = undisturbed(desk, scenario)
    assert disturbed(desk, scenario, points, disturbance) == calm


# -- the property can fail -------------------------------------------------------------

_STORY = small.flow(
    "main",
    [
        {"id": "put", "do": "interface.call", "operation": "interface:store.put",
         "with": {"case": "record", "label": "'a'"}},
        {"id": "add", "do": "record.update", "record": "record", "set": {"n": "current.n + 1"}},
        {"id": "ping", "do": "wait", "on": {"form": "form:case", "event": "pinged"}},
    ],
    on={"form": "form:case", "event": "opened"},
)  # fmt: skip
STORY = Scenario(_STORY, level=1, lines=0, halt=None)


def disagreements(desk: Desk, every: int = 1) -> list[int]:
    """Points of one short story at which the death of a worker changes its end."""
    calm, points = undisturbed(desk, STORY)
    assert calm["tally"] == {"a": 1}
    found = []
    for point in range(1, points + 1, every):
        chaos = Chaos(desk.storage.engine, [point])
        try:
            same = play(desk, STORY, chaos) == calm
        except AssertionError:  # it does not end at all
            same = False
        assert chaos.struck == 1, "every disturbance strikes"
        if not same:
            found.append(point)
    return found


class _Quiet(Job):
    """A job that does not take itself off the queue."""

    def done(self, tx: Transaction) -> None:
        return None

    @classmethod
    def of(cls, job: Job) -> Job:
        return cls(**{one.name: getattr(job, one.name) for one in fields(job)})


def _done_alone(job: Job, storage: Storage) -> None:
    with storage.write(SERVICE, Cause("person")) as tx:
        job.done(tx)


def _too_early(handler: Handler) -> Handler:
    def handle(job: Job, storage: Storage) -> None:
        _done_alone(job, storage)
        handler(_Quiet.of(job), storage)

    return handle


def _too_late(handler: Handler) -> Handler:
    def handle(job: Job, storage: Storage) -> None:
        handler(_Quiet.of(job), storage)
        _done_alone(job, storage)

    return handle


def test_a_death_at_any_point_of_a_story_changes_nothing(lite: Desk) -> None:
    assert disagreements(lite, every=3) == []


@pytest.mark.parametrize("bug", [_too_early, _too_late])
def test_jobs_that_do_not_commit_with_their_effect_are_found(
    lite: Desk, bug: Callable[[Handler], Handler]
) -> None:
    """Taken off the queue too early, an effect is lost; too late, it comes twice."""
    handlers = {kind: bug(handler) for kind, handler in lite.jobs.handlers.items()}
    lite.jobs = EmbeddedJobs(lite.storage, handlers)
    assert disagreements(lite, every=4)


def test_a_wait_that_does_not_look_back_is_found(
    lite: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm, _ = undisturbed(lite, STORY)
    monkeypatch.setattr(wait_node, "earlier_events", lambda *_: [])
    lost = 0
    for seed in range(8):
        try:
            assert play(lite, STORY, Chaos(lite.storage.engine, seed=seed)) == calm
        except AssertionError:
            lost += 1
    assert 0 < lost < 8, "only where the event comes before the wait"
