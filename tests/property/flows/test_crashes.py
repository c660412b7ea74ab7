"""Random flows × random event orders × crash anywhere = the same end state."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from dougong.platform.jobs import Job
from dougong.platform.storage import Cause, Storage, Transaction
from tests.property.flows.chaos import Chaos
from tests.property.flows.grammar import Scenario, scenarios
from tests.property.flows.playing import play, publish
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


def agree(desk: Desk, scenario: Scenario, disturbance: Disturbance) -> bool:
    calm, points = undisturbed(desk, scenario)
    return disturbed(desk, scenario, points, disturbance) == calm


@_settings
@given(scenario=scenarios(), disturbance=disturbances)
def test_the_end_is_the_same_on_sqlite(
    lite: Desk, scenario: Scenario, disturbance: Disturbance
) -> None:
    calm, points = undisturbed(lite, scenario)
    assert disturbed(lite, scenario, points, disturbance) == calm
