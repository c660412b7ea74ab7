"""`offered`: a task waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope, names
from dougong.platform.definitions.kinds.kind import ID, expression, one_or_many, reference
from dougong.platform.expressions import Type
from dougong.platform.storage import wire
from dougong.platform.texts import N_, Message
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.steps.open_tasks import open_tasks, task_form
from dougong.runtime.scenarios.steps.recorded import record_type
from dougong.runtime.scenarios.world import World

TIMES = {"type": "integer", "minimum": 0, "maximum": 10000}


class Offered(StepType):
    """`offered` (a node of the flow): its task is open, `to` these roles, `due` at this local
    moment; `times`: so many of them (0: none). `as` names the record of the only one."""

    id = "offered"
    title = {"zh": "有待办", "en": "A task is open"}
    schema = {
        "offered": ID,
        "as": ID,
        "to": one_or_many(reference("role")),
        "where": expression("boolean"),
        "due": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]$"},
        "times": TIMES,
    }

    def check(self, part: Step, scope: CheckScope) -> None:
        task_form(part, "offered", scope)

    def outputs(self, part: Step, scope: CheckScope) -> Type | None:
        quiet = CheckScope(scope.library, scope.catalogue, scope.definition, names=scope.names)
        return record_type(task_form(part, "offered", quiet))

    def play(self, step: Step, world: World) -> None:
        with world.looking() as tx:
            found = open_tasks(tx, step["offered"], step.get("where"), world)
        counted("times", step, len(found))
        for task in found:
            _check_one(step, task, world)
        if found:
            world.name(step.get("as"), found[-1]["form"], found[-1]["record"])


def counted(key: str, step: Step, found: int) -> None:
    """As many as the step says; at least one where it does not. Raises Failed."""
    wanted = step.get(key)
    if wanted is None and not found:
        raise Failed(Message(N_("There is none")))
    if wanted is not None and wanted != found:
        words = N_("{wanted} expected, there are {found}")
        raise Failed(Message(words, {"wanted": wanted, "found": found}))


def _check_one(step: Step, task: Mapping[str, Any], world: World) -> None:
    missing = [role for role in names(step.get("to")) if role not in (task["roles"] or ())]
    if missing:
        words = N_("The task is not offered to: {roles}")
        raise Failed(Message(words, {"roles": ", ".join(missing)}))
    if "due" in step and task["due_at"] != world.moment(step["due"]):
        due = task["due_at"]
        shown = wire(due) if due is None else f"{due.astimezone(world.zone):%Y-%m-%dT%H:%M}"
        words = N_("Due {wanted} expected, it is {found}")
        raise Failed(Message(words, {"wanted": step["due"], "found": shown}))
