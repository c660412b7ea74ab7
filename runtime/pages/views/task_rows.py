"""Tasks as rows of the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import title
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import get
from dougong.platform.texts import pick
from dougong.runtime.pages.views.subjects import Subject, subject
from dougong.runtime.pages.views.urgency import clock
from dougong.runtime.showing import Shower, ShownValue, hours_until, state_of


@dataclass(frozen=True)
class TaskRow:
    """`holder` is who has claimed it ("" while anybody with the role may), `role` who may; `hours`
    are left until `due` (None: no due time); `ended` is when it was done."""

    id: str
    title: str
    number: str
    about: Subject
    icon: str
    action: str
    holder: str
    mine: bool
    role: str
    hours: float | None
    due: str
    state: ShownValue | None
    ended: str = ""
    chosen: bool = False

    @property
    def href(self) -> str:
        """The page of the task."""
        return f"/tasks/{self.id}"


def task_rows(
    tx: Transaction, tasks: Sequence[Mapping[str, Any]], chosen: str = ""
) -> list[TaskRow]:
    """One row for each task; what records and people are called is asked for together."""
    shower = Shower(tx)
    records = [get(tx, task["form"], task["record"]) for task in tasks]
    for record in records:
        if record is not None:
            shower.names.note_record(record)
    shower.names.note("user", [task["claimed_by"] for task in tasks])
    return [
        _row(tx, task, record, shower, chosen) for task, record in zip(tasks, records, strict=True)
    ]


def _row(
    tx: Transaction, task: Mapping[str, Any], record: Record | None, shower: Shower, chosen: str
) -> TaskRow:
    due = task["due_at"]
    form = tx.library.form(task["form"])
    return TaskRow(
        id=task["id"],
        title=pick(task["title"], tx.actor.language),
        number=(record.system.number or "") if record else "",
        about=subject(tx, record, shower) if record else Subject(),
        icon=str(form.body.get("icon", "file-text")),
        action=action_title(tx, task),
        holder=shower.names.of("user", task["claimed_by"]),
        mine=task["claimed_by"] == tx.actor.id,
        role=_mid_sentence(role_titles(tx, task["roles"])),
        hours=hours_until(tx, due) if due is not None else None,
        due=clock(tx, due),
        state=state_of(tx, record) if record else None,
        ended=clock(tx, task["done_at"]),
        chosen=task["id"] == chosen,
    )


def action_title(tx: Transaction, task: Mapping[str, Any]) -> str:
    """What the task's transition is called."""
    step = tx.library.form(task["form"]).transitions.get(str(task["transition"]))
    return pick(step.title, tx.actor.language) if step else ""


def role_titles(tx: Transaction, roles: Sequence[str] | None) -> str:
    """What roles are called; "" for none."""
    found = [(tx.library.find(f"role:{role}"), role) for role in roles or ()]
    words = [title(one, tx.actor.language) if one else role for one, role in found]
    return ("、" if tx.actor.language == "zh" else ", ").join(words)


def _mid_sentence(words: str) -> str:
    """`Store keeper` as it reads after another word; abbreviations stay as they are."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
