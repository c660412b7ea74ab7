"""Tasks: work for people inside instances."""

from dougong.runtime.flows.tasks.again import give_up
from dougong.runtime.flows.tasks.completing import complete
from dougong.runtime.flows.tasks.events import ESCALATED, REMINDED, TRANSFERRED, events_of_tasks
from dougong.runtime.flows.tasks.history import last_done
from dougong.runtime.flows.tasks.mine import (
    claim,
    in_the_way,
    kept_from,
    open_count,
    release,
    taken_by_others,
    task,
    tasks_of,
)
from dougong.runtime.flows.tasks.store import (
    NewTask,
    cancel_task,
    complete_tasks,
    create_task,
    open_tasks,
    tasks_about,
)

__all__ = [
    "ESCALATED",
    "REMINDED",
    "TRANSFERRED",
    "events_of_tasks",
    "NewTask",
    "cancel_task",
    "claim",
    "complete",
    "complete_tasks",
    "create_task",
    "give_up",
    "in_the_way",
    "kept_from",
    "last_done",
    "open_count",
    "open_tasks",
    "release",
    "taken_by_others",
    "task",
    "tasks_about",
    "tasks_of",
]
