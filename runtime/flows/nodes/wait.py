"""`wait`: for an event, or for a time."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.flows import check_event, event_type
from dougong.platform.definitions.kinds.flow import SPAN
from dougong.platform.definitions.kinds.kind import ID, expression, object_of, reference
from dougong.platform.expressions import Type, holds
from dougong.platform.jobs import cancel as cancel_job
from dougong.platform.jobs import enqueue
from dougong.platform.texts import N_
from dougong.runtime.calendars import span_after
from dougong.runtime.flows.interpreter import DONE, WAITING, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit
from dougong.runtime.flows.waits import earlier_events, subscribe, unsubscribe

TIMER = "flows.timer"


class Wait(NodeType):
    """`on` (form, event) with `match`; or `hours` or `days`, working time where a `calendar` is
    named; or `until` (a datetime, or a date: when that day begins). Output: `event`.

    An event that came after the instance began, but before this node, counts too.
    """

    id = "wait"
    title = {"zh": "等待", "en": "Wait"}
    schema = {
        "on": object_of({"form": reference("form"), "event": ID}, ("form", "event")),
        "match": expression("boolean"),
        **SPAN,
        "until": expression("datetime"),
    }
    places = frozenset({"flow"})
    waits = True

    def check(self, part: Node, scope: CheckScope) -> None:
        if sum(key in part for key in ("on", "hours", "days", "until")) != 1:
            scope.report("wait", N_("Say one of: on, hours, days, until"))
        if "calendar" in part and not {"hours", "days"} & set(part):
            scope.at("calendar").report("wait", N_("A calendar needs hours or days"))
        if "on" in part:
            check_event(part["on"], scope.at("on"))
            inner = scope.with_names({"event": event_type(part["on"], scope)})
            if "match" in part:
                inner.at("match").condition(part["match"])
        if "until" in part:
            found = scope.at("until").expression(part["until"])
            if found is not None and found.kind not in ("date", "datetime"):
                scope.at("until").report("type", N_("A date or a time is needed here"))

    def outputs(self, part: Node, scope: CheckScope) -> Type | None:
        return (
            Type("struct", members={"event": event_type(part["on"], scope)}, optional=False)
            if "on" in part
            else None
        )

    def start(self, node: Node, visit: Visit) -> Step:
        if "on" in node:
            return self._for_event(node, visit)
        at = self._until(node, visit) if "until" in node else span_after(visit.tx, node)
        if at is None or at <= visit.tx.now:
            return Step(DONE)
        payload = {"instance": visit.instance["id"], "step": visit.key}
        enqueue(visit.tx, TIMER, visit.effect_key, payload, at)
        return Step(WAITING)

    @staticmethod
    def _until(node: Node, visit: Visit) -> datetime | None:
        found = visit.frame.evaluate(node["until"])
        if found is None or isinstance(found, datetime):
            return found
        zone = ZoneInfo(visit.tx.evaluation.timezone)
        return datetime.combine(found, time(), zone).astimezone(UTC)

    def _for_event(self, node: Node, visit: Visit) -> Step:
        record = came_before(node, visit)
        if record is not None:
            return heard(record)
        subscribe(visit, "wait", node["on"])
        return Step(WAITING)

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        unsubscribe(visit.tx, str(visit.instance["id"]), visit.key)
        cancel_job(visit.tx, TIMER, visit.effect_key)


def heard(record: str) -> Step:
    """What a wait leaves behind once its event has come."""
    return Step(DONE, {"event": {"record": {"id": record}}})


def came_before(node: Node, visit: Visit) -> str | None:
    """The record of the first event waited for that has come since the instance began."""
    about = None if "match" in node else visit.instance["record"]
    earlier = earlier_events(visit.tx, visit.instance, node["on"], about)
    return next((record for record in earlier if matches(node, visit, record)), None)


def matches(node: Node, visit: Visit, record: str) -> bool:
    """Whether an event about `record` is the one waited for: by default, the triggering record."""
    if "match" not in node:
        return bool(record == visit.instance["record"])
    form = str(node["on"]["form"]).removeprefix("form:")
    type_ = Type("struct", members={"record": Type("link", form, optional=False)}, optional=False)
    frame = visit.frame.with_("event", type_, {"record": {"id": record}})
    return holds(frame.evaluate(node["match"]))
