"""`warn`: tell people something without stopping them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import TEXT
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.refuse import check_field


class Warn(Action):
    """`message`, beside `field` if one is named. Rules collect it; it stops nothing."""

    id = "warn"
    title = {"zh": "提醒", "en": "Warn"}
    schema = {"field": {"type": "string"}, "message": TEXT}
    required = ("message",)
    places = frozenset({"before"})

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        check_field(part, scope)

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        return None
