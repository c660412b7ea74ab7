"""Tasks as rows of the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import get
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.approvals import Case, opinion_of
from dougong.runtime.flows.tasks import behalf
from dougong.runtime.pages.views.subjects import Subject, subject
from dougong.runtime.pages.views.urgency import clock
from dougong.runtime.pages.views.votes import mode_words, tally
from dougong.runtime.pages.views.whom import whom
from dougong.runtime.showing import Shower, ShownValue, hours_until, state_of


@dataclass(frozen=True)
class TaskRow:
    """`holder` is who has claimed it ("" while nobody has), `whom` it is for; `hours`
    are left until `due` (None: no due time); `ended` is when it was done; `voted`: people vote on it,
    nobody takes it; `behalf` is whom the actor stands (or whoever did it stood) in for."""

    id: str
    title: str
    number: str
    about: Subject
    icon: str
    action: str
    holder: str
    mine: bool
    whom: str
    hours: float | None
    due: str
    state: ShownValue | None
    ended: str = ""
    voted: bool = False
    behalf: str = ""
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
    for task in tasks:
        people = [task["claimed_by"], task["on_behalf_of"], *(task["persons"] or ())]
        shower.names.note("user", people)
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
        whom=_whom(tx, task, shower),
        hours=hours_until(tx, due) if due is not None else None,
        due=clock(tx, due),
        state=state_of(tx, record) if record else None,
        ended=clock(tx, task["done_at"]),
        voted=task["kind"] == "approve",
        behalf=shower.names.of("user", _behalf(tx, task)),
        chosen=task["id"] == chosen,
    )


def _whom(tx: Transaction, task: Mapping[str, Any], shower: Shower) -> str:
    """Whom the task is for; of a vote, how far it is, or who asks for the actor's opinion."""
    if task["kind"] == "approve":
        case = Case.of(tx, task)
        asked = opinion_of(tx, case)
        if asked is not None:
            name = shower.names.of("user", asked["added_by"])
            return translate(N_("{name} asks for your opinion"), tx.actor.language, name=name)
        return f"{tally(tx, case)} · {mode_words(tx, case)}"
    return whom(tx, task, {one: shower.names.of("user", one) for one in task["persons"] or ()})


def _behalf(tx: Transaction, task: Mapping[str, Any]) -> str | None:
    found: str | None = task["on_behalf_of"]
    return found or (behalf(tx, task) if task["state"] == "open" else None)


def action_title(tx: Transaction, task: Mapping[str, Any]) -> str:
    """What the task's transition is called; people vote on others, or say what they were asked."""
    if task["kind"] == "approve":
        asked = opinion_of(tx, Case.of(tx, task)) is not None
        return translate(N_("Give my opinion") if asked else N_("Cast a vote"), tx.actor.language)
    step = tx.library.form(task["form"]).transitions.get(str(task["transition"]))
    return pick(step.title, tx.actor.language) if step else ""
