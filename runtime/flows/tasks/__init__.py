"""Tasks: work for people inside instances."""

from dougong.runtime.flows.tasks.completing import complete
from dougong.runtime.flows.tasks.history import last_done
from dougong.runtime.flows.tasks.store import (
    NewTask,
    cancel_task,
    claim,
    complete_tasks,
    create_task,
    open_count,
    open_tasks,
    release,
    taken_by_others,
    task,
    tasks_about,
    tasks_of,
)

__all__ = [
    "NewTask",
    "cancel_task",
    "claim",
    "complete",
    "complete_tasks",
    "create_task",
    "last_done",
    "open_count",
    "open_tasks",
    "release",
    "taken_by_others",
    "task",
    "tasks_about",
    "tasks_of",
]
