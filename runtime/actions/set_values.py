"""`set`: fields of the record at hand, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.values import check_values
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.values import SET


class SetValues(Action):
    """`set`; the rule runner puts the values into the draft."""

    id = "set"
    title = {"zh": "设置字段", "en": "Set fields"}
    schema = {"set": SET}
    required = ("set",)
    places = frozenset({"before"})

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        if scope.form is not None:
            check_values(part.get("set"), scope.form, scope)

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        return None
