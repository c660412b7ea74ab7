"""Playing all scenarios among some definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dougong.platform.definitions import Definition
from dougong.platform.storage import Actor
from dougong.runtime.scenarios.coverage import Coverage, Seen, coverage, summed
from dougong.runtime.scenarios.outcome import Outcome
from dougong.runtime.scenarios.playing import play
from dougong.runtime.scenarios.stage import Stage


@dataclass(frozen=True)
class Report:
    """`name` is what was tested; `coverage` what all scenarios went through together."""

    name: str
    language: str
    outcomes: tuple[Outcome, ...]
    coverage: Coverage

    @property
    def failed(self) -> list[Outcome]:
        """Scenarios that do not go as they say."""
        return [one for one in self.outcomes if one.failure is not None]

    def passed(self, least: float | None = None) -> bool:
        """Whether all went well, and at least so many percent of the flows were gone through."""
        return not self.failed and (least is None or self.coverage.percent >= least)


def play_all(
    name: str, definitions: Sequence[Definition], language: str, only: str | None = None
) -> Report:
    """Play every scenario (or the one that is named). Raises Invalid where a definition is wrong."""
    with Stage(definitions, language) as stage:
        wanted = [one for one in stage.library.all("scenario") if only in (None, one.id)]
        outcomes = tuple(play(stage, one) for one in wanted)
        return Report(name, language, outcomes, _covered(stage, summed(o.seen for o in outcomes)))


def _covered(stage: Stage, seen: Seen) -> Coverage:
    actor = replace(Actor.for_service("scenarios"), language=stage.language)
    with stage.reading(actor) as tx:
        return coverage(tx, seen)
