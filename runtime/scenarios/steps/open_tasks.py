"""The open tasks of a node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from dougong.platform.definitions import CheckScope
from dougong.platform.expressions import holds
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Instance, Task, table_of
from dougong.platform.storage.query import any_record
from dougong.platform.texts import N_
from dougong.runtime.scenarios.step_type import Step
from dougong.runtime.scenarios.steps.recorded import form_of_task, node_named
from dougong.runtime.scenarios.world import World

_tasks = table_of(Task)
_instances = table_of(Instance)


def task_form(part: Step, word: str, scope: CheckScope) -> str | None:
    """The form of the record the task is about; findings about node and `where`."""
    found = node_named(part[word], scope.at(word))
    if found is None:
        return None
    flow, node = found
    if not str(node["do"]).startswith("task."):
        words = N_("The node “{name}” gives nobody a task")
        scope.at(word).report("no_task", words, name=str(node["id"]))
        return None
    form = form_of_task(flow, node, scope)
    if form is not None and "where" in part:
        scope.at("where").about(form).condition(part["where"])
    return form


def open_tasks(tx: Transaction, node: str, where: str | None, world: World) -> list[Any]:
    """Rows of the tasks that are open at a node, the oldest first; `where` their record fits."""
    flows = [flow.id for flow in world.flows]
    statement = (
        select(*_tasks.c)
        .join(_instances, _instances.c.id == _tasks.c.instance)
        .where(_tasks.c.node == node, _tasks.c.state == "open", _instances.c.flow.in_(flows))
        .order_by(_tasks.c.id)
    )
    rows = [dict(row) for row in tx.connection.execute(statement).mappings()]
    return [row for row in rows if where is None or _fits(tx, row, where, world)]


def _fits(tx: Transaction, task: Mapping[str, Any], where: str, world: World) -> bool:
    record = any_record(tx, task["form"], task["record"])
    if record is None:
        return False
    return holds(world.frame(tx, record.form, record.all()).evaluate(where))
