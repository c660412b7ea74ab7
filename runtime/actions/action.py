"""What an action is: one `do` of rules, flows and operations, one file each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import PartType
from dougong.runtime.actions.frame import Frame

Outputs = Mapping[str, Any]


class Action(PartType):
    """Adds running to what the checker knows of a part."""

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        """Do it; gives the outputs that stand behind the action's id. Raises Problems."""
        raise NotImplementedError
