"""`refuse`: say no, with the reason beside the field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import TEXT
from dougong.platform.problems import FieldProblem, Refused
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame

REASONS = [
    "not_open",
    "already_done",
    "over_quantity",
    "period_closed",
    "blocked",
    "no_such_reference",
]


def check_field(part: Mapping[str, Any], scope: CheckScope) -> None:
    """The field a message stands beside exists."""
    field = part.get("field")
    if (
        field is not None
        and scope.form is not None
        and field not in scope.library.form(scope.form).fields
    ):
        scope.at("field").report(
            "unknown_field", N_("There is no field “{field}” here"), field=str(field)
        )


class Refuse(Action):
    """`message` beside `field`; in operations `reason` names the closed business reason."""

    id = "refuse"
    title = {"zh": "拒绝", "en": "Refuse"}
    schema = {"field": {"type": "string"}, "message": TEXT, "reason": {"enum": REASONS}}
    required = ("message",)
    places = frozenset({"before", "after", "operation"})

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        if scope.place != "operation":
            check_field(part, scope)

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        message = Message.of(action["message"])
        problem = FieldProblem(action.get("field", ""), action.get("reason", "refused"), message)
        raise Refused(message, [problem])
