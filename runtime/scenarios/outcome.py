"""How a scenario went."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.definitions import Definition
from dougong.runtime.scenarios.coverage import Seen


@dataclass(frozen=True)
class Failure:
    """In the language that was asked for: `step` is the step it failed at, `said` what was expected
    and what came, `trail` what had happened until then."""

    step: str
    said: tuple[str, ...]
    trail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """`failure` is None where everything went as the scenario says; `seen` is what it went through."""

    scenario: Definition
    seconds: float
    seen: Seen
    failure: Failure | None = None
