"""The inbox: tasks by urgency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.tasks import open_count, tasks_of
from dougong.runtime.notifications import notices_of, unread_count
from dougong.runtime.pages.views.address import Address
from dougong.runtime.pages.views.coming import Coming, coming
from dougong.runtime.pages.views.notices import NoticeDay, notice_days
from dougong.runtime.pages.views.task_preview import TaskPreview, preview_view
from dougong.runtime.pages.views.task_rows import TaskRow, task_rows
from dougong.runtime.pages.views.urgency import GROUPS, is_late, urgency

_KEPT = ("box", "form", "late")


@dataclass(frozen=True)
class Place:
    """A way to look at tasks: in the list at the left, or as a chip above them."""

    title: str
    icon: str
    href: str
    count: int | None
    active: bool
    late: bool = False


@dataclass(frozen=True)
class Group:
    """Tasks of one urgency; `note` says what it means."""

    title: str
    tone: str
    rows: tuple[TaskRow, ...]
    urgent: bool = False


@dataclass(frozen=True)
class InboxView:
    """`mine`, `forms` and `watch` are places; `nothing` says why there are no tasks, with what will
    come when the inbox is truly empty; `copies` what was copied to the actor, in its own box."""

    count: int
    late: int
    done: bool
    mine: list[Place]
    forms: list[Place]
    watch: list[Place]
    groups: list[Group]
    preview: TaskPreview | None
    all: str
    coming: Coming | None
    filtered: bool
    copies: list[NoticeDay] | None = None

    @property
    def chips(self) -> list[Place]:
        """What narrows the list on phones and above it."""
        watched = (one for one in self.watch if one.count or one.active)
        return [*watched, *(self.forms if len(self.forms) > 1 else ())]


def inbox_view(tx: Transaction, parameters: Mapping[str, str]) -> InboxView:
    """Tasks that wait for the actor, or (`box=done`) those they have done; `form` and `late` narrow
    them, `task` names the one that is chosen."""
    here = Address("/inbox", {key: parameters[key] for key in _KEPT if parameters.get(key)})
    box = here.parameters.get("box")
    if box == "copies":
        return _copies(tx, here)
    done = box == "done"
    every = tasks_of(tx, "done" if done else "open")
    shown = [task for task in every if _fits(tx, task, here.parameters)]
    groups = _groups(tx, shown, done, parameters.get("task", ""))
    rows = [row for group in groups for row in group.rows]
    chosen = next((row.id for row in rows if row.chosen), rows[0].id if rows else "")
    late = sum(is_late(tx, task) for task in every) if not done else 0
    return InboxView(
        count=open_count(tx),
        late=late,
        done=done,
        mine=_mine(tx, here, "done" if done else ""),
        forms=_forms(tx, here, every),
        watch=_watch(tx, here, late) if not done else [],
        groups=groups,
        preview=preview_view(tx, chosen) if chosen else None,
        all="/inbox",
        coming=coming(tx) if not every and not done else None,
        filtered=bool(every) and not rows,
    )


def _fits(tx: Transaction, task: Mapping[str, Any], wanted: Mapping[str, str]) -> bool:
    form = wanted.get("form")
    return (not form or task["form"] == form) and ("late" not in wanted or is_late(tx, task))


def _groups(
    tx: Transaction, tasks: Sequence[Mapping[str, Any]], done: bool, chosen: str
) -> list[Group]:
    rows = task_rows(tx, tasks, chosen)
    if done:
        words = translate(N_("Done by me"), tx.actor.language)
        return [Group(words, "green", tuple(rows))] if rows else []
    found = []
    for id, (title, tone) in GROUPS.items():
        inside = tuple(
            row for task, row in zip(tasks, rows, strict=True) if urgency(tx, task) == id
        )
        if inside:
            words = translate(title, tx.actor.language)
            found.append(Group(words, tone, inside, urgent=id == "late"))
    return found


def _copies(tx: Transaction, here: Address) -> InboxView:
    return InboxView(
        count=open_count(tx), late=0, done=False, mine=_mine(tx, here, "copies"), forms=[], watch=[],
        groups=[], preview=None, all="/inbox", coming=None, filtered=False,
        copies=notice_days(tx, notices_of(tx, copies=True)),
    )  # fmt: skip


def _mine(tx: Transaction, here: Address, box: str) -> list[Place]:
    language = tx.actor.language
    waiting, finished = translate(N_("For me"), language), translate(N_("Done by me"), language)
    copied, alone = translate(N_("Copied to me"), language), len(here.parameters) < 2
    unread = unread_count(tx, copies=True)
    plain = not here.parameters
    return [
        Place(waiting, "inbox", "/inbox", open_count(tx), plain),
        Place(finished, "circle-check", "/inbox?box=done", None, box == "done" and alone),
        Place(copied, "copy", "/inbox?box=copies", unread or None, box == "copies" and alone),
    ]


def _forms(tx: Transaction, here: Address, tasks: Sequence[Mapping[str, Any]]) -> list[Place]:
    """A place for each form among the tasks; pressed again it shows all."""
    counts: dict[str, int] = {}
    for task in tasks:
        counts[task["form"]] = counts.get(task["form"], 0) + 1
    wanted = here.parameters.get("form")
    made = []
    for id, count in counts.items():
        form = tx.library.form(id)
        href = here.with_({"form": None if id == wanted else id})
        icon = str(form.body.get("icon", "file-text"))
        made.append(Place(pick(form.title, tx.actor.language), icon, href, count, id == wanted))
    return made


def _watch(tx: Transaction, here: Address, late: int) -> list[Place]:
    on = "late" in here.parameters
    words = translate(N_("Overdue"), tx.actor.language)
    href = here.with_({"late": None if on else "1"})
    return [Place(words, "clock", href, late, on, late=late > 0)]
