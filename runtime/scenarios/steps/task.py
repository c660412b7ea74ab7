"""`task`: somebody does the task of a node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import ID, expression
from dougong.platform.expressions import Type
from dougong.platform.texts import N_, Message
from dougong.runtime.flows import tasks
from dougong.runtime.records import Saved
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.step_type import Step
from dougong.runtime.scenarios.steps.open_tasks import open_tasks, task_form
from dougong.runtime.scenarios.steps.person_step import BY, OUTCOME, PersonStep
from dougong.runtime.scenarios.steps.recorded import VALUES, check_raw, record_type
from dougong.runtime.scenarios.world import World


class TaskStep(PersonStep):
    """`task` (a node of the flow), `values`; `by` (else whoever it is offered to), `where` (a
    condition on its record, when several are open), `as` (a name for its record)."""

    id = "task"
    title = {"zh": "办理", "en": "Do the task"}
    schema = {
        "task": ID,
        "as": ID,
        "by": BY,
        "where": expression("boolean"),
        "values": VALUES,
        **OUTCOME,
    }

    def check(self, part: Step, scope: CheckScope) -> None:
        super().check(part, scope)
        form = task_form(part, "task", scope)
        if form is not None:
            view = scope.library.form(form)
            check_raw(part.get("values"), view, scope.at("values"), "refused" not in part)

    def outputs(self, part: Step, scope: CheckScope) -> Type | None:
        quiet = CheckScope(scope.library, scope.catalogue, scope.definition, names=scope.names)
        return record_type(task_form(part, "task", quiet))

    def act(self, step: Step, world: World) -> Saved | None:
        with world.looking() as tx:
            task = the_task(open_tasks(tx, step["task"], step.get("where"), world), step["task"])
        by = step.get("by") or _offered(task)
        with world.acting(by) as tx:
            values = world.values(tx, step.get("values", {}))
            saved = tasks.complete(tx, task["id"], values, signer=world.signer(tx))
        world.name(step.get("as"), task["form"], task["record"])
        return saved


def the_task(found: list[Any], node: str) -> Mapping[str, Any]:
    """The one task a step is about. Raises Failed where there is none, or more than one."""
    if not found:
        raise Failed(Message(N_("Nobody has the task “{node}” to do"), {"node": node}))
    if len(found) > 1:
        words = N_("{n} tasks “{node}” are open: say with “where” which one is meant")
        raise Failed(Message(words, {"n": len(found), "node": node}))
    one: Mapping[str, Any] = found[0]
    return one


def _offered(task: Mapping[str, Any]) -> str | None:
    return f"role:{task['roles'][0]}" if task["roles"] else None
