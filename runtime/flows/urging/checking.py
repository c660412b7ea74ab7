"""What the checker says of due times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.texts import N_
from dougong.runtime.flows.assignees import check_entries

Due = Mapping[str, Any]


def check_due(
    part: Mapping[str, Any], form: str, transition: str | None, scope: CheckScope
) -> None:
    """Report in `due` of a node: no or several times, reminders before the task begins, people who
    could not do what they are asked for."""
    due = part.get("due")
    if not isinstance(due, Mapping):
        return
    here = scope.at("due")
    _time(due, here)
    _reminders(due, here)
    _notification(due, form, here)
    for index, step in enumerate(due.get("escalate", [])):
        wanted = None if step.get("do") == "tell" else transition
        check_entries(step.get("to"), form, wanted, here.at("escalate", index, "to"))


def _time(due: Due, scope: CheckScope) -> None:
    if sum(key in due for key in ("hours", "days", "at")) != 1:
        scope.report("due", N_("Say one of: hours, days, at"))
    if "at" in due:
        found = scope.at("at").expression(due["at"])
        if found is not None and found.kind not in ("date", "datetime"):
            scope.at("at").report("type", N_("A date or a time is needed here"))


def _reminders(due: Due, scope: CheckScope) -> None:
    """Hours before a due time that is fewer hours away never come."""
    for index, hours in enumerate(due.get("remind", [])):
        if "hours" in due and hours >= due["hours"]:
            words = N_("This lies before the task begins: nobody is ever reminded")
            scope.at("remind", index).report("never", words, "warning")


def _notification(due: Due, form: str, scope: CheckScope) -> None:
    found = scope.library.find(str(due.get("notification")))
    if found is None:
        return
    here = scope.at("notification")
    if found.body["form"] != f"form:{form}":
        here.report("type", N_("The notification speaks of {form}"), form=found.body["form"])
    if not {"remind", "escalate"} & set(due):
        here.report("needless", N_("Nobody is reminded or told here"), "warning")
