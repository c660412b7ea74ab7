"""Every scenario a pack brings goes as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dougong.platform.publishing import read_pack
from dougong.runtime.scenarios import Stage, play
from tests.contract.packs.test_packs import PACKS

SCENARIOS = [
    pytest.param(path, file.name.partition(".")[0], id=f"{path.name}:{file.name.partition('.')[0]}")
    for path in PACKS
    for file in sorted(path.rglob("*.scenario.json"))
]


@pytest.fixture(scope="module")
def stages() -> Iterator[dict[Path, Stage]]:
    """A stage for each pack, made by the first scenario that wants it."""
    made: dict[Path, Stage] = {}
    yield made
    for stage in made.values():
        stage.close()


@pytest.mark.parametrize(("pack", "scenario"), SCENARIOS)
def test_it_goes_as_it_says(pack: Path, scenario: str, stages: dict[Path, Stage]) -> None:
    if pack not in stages:
        stages[pack] = Stage(read_pack(pack)[1], "en")
    stage = stages[pack]
    outcome = play(stage, stage.library.get(f"scenario:{scenario}"))
    failure = outcome.failure
    assert failure is None, "\n".join([failure.step, *failure.said, *failure.trail])
