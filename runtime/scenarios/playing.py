"""Playing a scenario from its first step to its last, or to the one that fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from dougong.platform.definitions import Definition, catalogue, chain, flows_of, steps_of
from dougong.platform.expressions import ExpressionError
from dougong.platform.problems import Problem
from dougong.platform.texts import N_, Message
from dougong.runtime.scenarios.coverage import Seen, look
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.incidents import open_troubles
from dougong.runtime.scenarios.outcome import Failure, Outcome
from dougong.runtime.scenarios.stage import MONDAY, Stage
from dougong.runtime.scenarios.telling import Teller
from dougong.runtime.scenarios.world import World


@dataclass(frozen=True)
class Taken:
    """A step where it stands: its scenario, section and number in it (from 1)."""

    scenario: Definition
    section: str
    number: int
    step: Any


def play(stage: Stage, scenario: Definition) -> Outcome:
    """Play one scenario in a company of its own; nothing of it is left behind."""
    began, seen = perf_counter(), Seen()
    parts = chain(stage.library, scenario)
    begins = next((part.body["now"] for part in parts if "now" in part.body), MONDAY)
    steps = [Taken(part, section, index + 1, step)
             for part in parts for section, index, step in steps_of(part)]  # fmt: skip
    with stage.world(scenario, str(begins), seen.rule) as world:
        failure = _played(steps, scenario, world, stage)
        look(world, seen)
    return Outcome(scenario, perf_counter() - began, seen, failure)


def _played(
    steps: Sequence[Taken], scenario: Definition, world: World, stage: Stage
) -> Failure | None:
    for taken, following in zip(steps, [*steps[1:], None], strict=True):
        world.flows = tuple(flows_of(stage.library, taken.scenario))
        try:
            _take(taken, following, world)
        except Failed as failed:
            return Teller(world, stage.language).failure(taken, scenario, failed)
        except (Problem, ExpressionError) as problem:
            fault = Failed(problem.message)
            return Teller(world, stage.language).failure(taken, scenario, fault)
    return None


def _take(taken: Taken, following: Taken | None, world: World) -> None:
    kind: Any = catalogue().step(taken.step)
    kind.play(taken.step, world)
    if following is None or "incident" not in following.step:
        _check_troubles(world)


def _check_troubles(world: World) -> None:
    """A flow that stops is a failure, unless the next step speaks of it."""
    with world.looking() as tx:
        fresh = [one for one in open_troubles(tx) if one.id not in world.faults]
        if fresh:
            flow, error = tx.library.get(f"flow:{fresh[0].flow}"), Message.of(fresh[0].error)
            words = N_("The flow “{flow}” has stopped at “{node}”: {error}")
            told = {"flow": flow.body["title"], "node": fresh[0].node, "error": error}
            raise Failed(Message(words, told))
