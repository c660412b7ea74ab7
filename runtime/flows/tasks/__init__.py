"""Tasks: work for people inside instances."""

from dougong.runtime.flows.tasks.again import give_up
from dougong.runtime.flows.tasks.behalf import behalf, out_of_reach
from dougong.runtime.flows.tasks.completing import complete
from dougong.runtime.flows.tasks.ending import STEP, go_on
from dougong.runtime.flows.tasks.events import ESCALATED, REMINDED, TRANSFERRED, events_of_tasks
from dougong.runtime.flows.tasks.history import last_done
from dougong.runtime.flows.tasks.mailing import mail_task
from dougong.runtime.flows.tasks.mine import (
    claim,
    in_the_way,
    kept_from,
    kept_out,
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
    end_task,
    held_task,
    open_tasks,
    tasks_about,
    votes_about,
)
from dougong.runtime.flows.tasks.transferring import candidates, may_transfer, transfer

__all__ = [
    "behalf",
    "candidates",
    "out_of_reach",
    "mail_task",
    "may_transfer",
    "transfer",
    "ESCALATED",
    "REMINDED",
    "TRANSFERRED",
    "events_of_tasks",
    "STEP",
    "NewTask",
    "cancel_task",
    "claim",
    "complete",
    "complete_tasks",
    "create_task",
    "give_up",
    "end_task",
    "go_on",
    "held_task",
    "in_the_way",
    "kept_from",
    "kept_out",
    "last_done",
    "open_count",
    "open_tasks",
    "release",
    "taken_by_others",
    "task",
    "tasks_about",
    "tasks_of",
    "votes_about",
]
