"""`notify`: tell people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope, names
from dougong.platform.definitions.kinds.kind import expression, one_or_many, reference
from dougong.platform.texts import N_
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.actions.values import RECORD_PLACES
from dougong.runtime.notifications import notify


class Notify(Action):
    """`notification` to everybody who has one of the roles `to`, about the record `about`."""

    id = "notify"
    title = {"zh": "通知", "en": "Notify"}
    schema = {
        "notification": reference("notification"),
        "to": one_or_many(reference("role")),
        "about": expression("record"),
    }
    required = ("notification", "to", "about")
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        found = target_form({"record": part.get("about")}, scope)
        notification = scope.library.find(str(part.get("notification")))
        if found and notification and notification.body["form"] != f"form:{found}":
            scope.at("about").report(
                "type", N_("The notification speaks of {form}"), form=notification.body["form"]
            )

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        form, id = target({"record": action["about"]}, frame)
        notify(frame.tx, str(action["notification"]), names(action["to"]), form, id)
        return None
