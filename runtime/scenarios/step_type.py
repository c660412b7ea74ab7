"""What a step of a scenario is: one word, one file under `steps/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions import PartType

if TYPE_CHECKING:
    from dougong.runtime.scenarios.world import World

Step = Mapping[str, Any]


class StepType(PartType):
    """Adds playing to what the checker knows of a part; `id` is the word that says what is done.

    `outputs` is the type of the name the step gives with `as`.
    """

    places = frozenset({"scenario"})

    def play(self, step: Step, world: World) -> None:
        """Do it, or look whether it is so. Raises Failed."""
        raise NotImplementedError
