"""`pass`: time goes by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import object_of
from dougong.platform.texts import N_, Message
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.world import World

_SPAN = {"type": "number", "exclusiveMinimum": 0, "maximum": 100000}
_UNTIL = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]$"}


class PassTime(StepType):
    """`pass` so many `days`, `hours` and `minutes`, or `until` a local moment; what falls due on
    the way happens at its moment. Nobody waits for it."""

    id = "pass"
    title = {"zh": "时间过去", "en": "Time passes"}
    schema = {"pass": object_of({"days": _SPAN, "hours": _SPAN, "minutes": _SPAN, "until": _UNTIL})}

    def check(self, part: Step, scope: CheckScope) -> None:
        span = part["pass"]
        if not span or ("until" in span and len(span) > 1):
            words = N_("Say days, hours and minutes, or until when")
            scope.at("pass").report("span", words)
        elif "until" in span:
            try:
                World.moment(span["until"])
            except ValueError:
                words = N_("There is no such day or time")
                scope.at("pass", "until").report("moment", words)

    def play(self, step: Step, world: World) -> None:
        span: dict[str, Any] = dict(step["pass"])
        until = world.clock.now + timedelta(**{k: v for k, v in span.items() if k != "until"})
        until = world.moment(span["until"]) if "until" in span else until
        if until < world.clock.now:
            raise Failed(Message(N_("That moment is past: time does not go back")))
        world.forward(until)
