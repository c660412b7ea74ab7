"""Reminding of a task before it is due, and escalating it when it is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, listed, pick, translate
from dougong.runtime.flows.assignees import Work, found_by, people_of
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.interpreter import Ready, State, place
from dougong.runtime.flows.tasks.events import ESCALATED, REMINDED, note_event
from dougong.runtime.flows.tasks.offers import add_to, asked, hand_to, offered
from dougong.runtime.flows.urging import REMIND
from dougong.runtime.notifications import TASK, About, Words, defined, tell

_CHANGES = {"add": add_to, "hand_over": hand_to}
_MOST_NAMES = 3


@dataclass(frozen=True)
class _Late:
    """An open task, its node where the instance stands now, and who it waits for."""

    tx: Transaction
    task: Mapping[str, Any]
    running: Running
    ready: Ready
    waits_for: Sequence[str]

    @property
    def due(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.ready.node["due"]
        return found


def urge(tx: Transaction, found: Mapping[str, Any], what: str, index: int) -> None:
    """Do what is planned around the due time of a task that is open and held."""
    row = store.read(tx, found["instance"])
    if row is None:
        return
    running = Running.of(tx, row)
    ready = place(running.flow.body, State.from_json(row["data"]), found["step"])
    if ready is None:
        return
    late = _Late(tx, found, running, ready, asked(tx, found))
    if what == REMIND:
        _remind(late, index)
    else:
        _escalate(late, late.due["escalate"][index])


def _remind(late: _Late, index: int) -> None:
    about = About(late.task["form"], late.task["record"], late.task["id"])
    told = _tell(
        late,
        late.waits_for,
        about,
        _words(late, N_("Due {time}: {task}"), N_("{name} waits for {who}.")),
    )
    note_event(
        late.tx, late.task["id"], REMINDED, {"hours": late.due["remind"][index], "told": told}
    )


def _escalate(late: _Late, step: Mapping[str, Any]) -> None:
    """Whom it goes to is worked out now. Where there is nobody the task stays as it is."""
    task, tx = late.task, late.tx
    change = _CHANGES.get(step["do"])
    work = Work(task["form"], task["record"], task["transition"] if change else None)
    frame = late.running.visit(late.ready).frame
    others = found_by(step["to"], frame, work, offered(tx, task).excluded)
    people = people_of(tx, others)
    detail = {"do": step["do"], "roles": others.roles, "persons": others.persons}
    if change and people:
        change(tx, task, others)
    about = About(task["form"], task["record"], task["id"] if change else None)
    told = _tell(late, people, about, _words(late, N_("Overdue: {task}"), _ASKS[step["do"]]))
    if step["do"] == "hand_over" and people:
        lost = [one for one in late.waits_for if one not in people]
        _tell(late, lost, About(task["form"], task["record"]), _words(late, *_LOST))
    note_event(tx, task["id"], ESCALATED, {**detail, "told": told})


_ASKS = {
    "tell": N_("{name} was due {time} and waits for {who}."),
    "add": N_("{name} was due {time} and waits for {who}. You may do it too."),
    "hand_over": N_("{name} was due {time}. It was handed over to you."),
}
_LOST = (N_("Handed over: {task}"), N_("{name} was due {time}. It was handed over to others."))


def _tell(late: _Late, people: Sequence[str], about: About, words: Words) -> list[str]:
    ref = late.due.get("notification")
    if ref is None:
        return tell(late.tx, people, TASK, about, words)
    theirs = defined(late.tx, ref, late.task["form"], late.task["record"])
    return tell(late.tx, people, str(ref).split(":")[1], about, theirs)


def _words(late: _Late, title: str, body: str) -> Words:
    """The program's own words about a task."""
    tx, task = late.tx, late.task
    zone = ZoneInfo(tx.actor.timezone)
    name = labels(tx, task["form"], [task["record"]]).get(task["record"], "")
    people = labels(tx, "user", late.waits_for[:_MOST_NAMES])
    more = "…" if len(late.waits_for) > _MOST_NAMES else ""
    given = {"name": name, "time": f"{task['due_at'].astimezone(zone):%m-%d %H:%M}"}

    def words(language: str) -> tuple[str, str]:
        who = listed(people.values(), language) + more
        all_ = {**given, "who": who, "task": pick(task["title"], language)}
        return translate(title, language, **all_), translate(body, language, **all_)

    return words
