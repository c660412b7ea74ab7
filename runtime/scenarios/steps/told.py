"""`told`: people were notified."""

from __future__ import annotations

from sqlalchemy import select

from dougong.platform.definitions import CheckScope, names
from dougong.platform.definitions.kinds.kind import expression, one_or_many, reference
from dougong.platform.storage.platform_tables import NotificationItem, table_of
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.targets import target
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.steps.offered import TIMES, counted
from dougong.runtime.scenarios.steps.recorded import named_record
from dougong.runtime.scenarios.world import World

_items = table_of(NotificationItem)


class Told(StepType):
    """`told` (a notification) `to` somebody with each of these roles, `about` a record; `times`:
    so often to each (0: never)."""

    id = "told"
    title = {"zh": "已通知", "en": "People were told"}
    schema = {
        "told": reference("notification"),
        "to": one_or_many(reference("role")),
        "about": expression("record"),
        "times": TIMES,
    }
    required = ("to",)

    def check(self, part: Step, scope: CheckScope) -> None:
        if "about" in part:
            named_record(part["about"], scope.at("about"))

    def play(self, step: Step, world: World) -> None:
        statement = select(_items.c.id).where(_items.c.notification == names(step["told"])[0])
        with world.looking() as tx:
            if "about" in step:
                _, id = target({"record": step["about"]}, world.frame(tx))
                statement = statement.where(_items.c.record == id)
            for role in names(step["to"]):
                reader = world.person(f"role:{role}").id
                mine = tx.connection.execute(statement.where(_items.c.user == reader)).all()
                _count(step, len(mine), role)


def _count(step: Step, found: int, role: str) -> None:
    try:
        counted("times", step, found)
    except Failed as failed:
        words = N_("Somebody with the role “{role}”: {what}")
        raise Failed(Message(words, {"role": role, "what": failed.message})) from None
