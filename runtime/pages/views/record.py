"""A record: what it holds, where it stands, what may be done, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.problems import FieldProblem, Problem
from dougong.platform.storage import Transaction, events_of
from dougong.platform.storage.query import labels
from dougong.platform.texts import pick
from dougong.runtime.pages.views.actions import ActionView, Menu, actions, menu, task_about
from dougong.runtime.pages.views.asking import rules_read
from dougong.runtime.pages.views.crumbs import crumbs, name_of
from dougong.runtime.pages.views.edit import listed
from dougong.runtime.pages.views.labels import prints_of
from dougong.runtime.pages.views.panels import Panel, panels
from dougong.runtime.pages.views.progress import progress
from dougong.runtime.pages.views.related import Related, about, makeable, related
from dougong.runtime.pages.views.side import Side, side_view
from dougong.runtime.records import stored
from dougong.runtime.showing import (
    FormView,
    Mark,
    Marks,
    ProposalView,
    Shower,
    ShownValue,
    form_view,
    state_of,
)


@dataclass(frozen=True)
class RecordView:
    """`subject` is what the record is about where its name is only a number. `facts`: another system
    owns the record, people only look. `task` is (address, words); `warned` are the rules whose warnings
    stand on the page; `proposals` are those still undecided, `doors` the dialogs in which
    they are; `marks` stand beside its name."""

    form_id: str
    id: str
    name: str
    subject: str
    form_title: str
    number: str
    state: ShownValue
    reason: str
    crumbs: list[tuple[str, str]]
    steps: list[dict[str, str]]
    form: FormView
    facts: bool
    change_no: int
    actions: list[ActionView]
    menu: Menu
    makes: list[tuple[str, str]]
    task: tuple[str, str] | None
    related: list[Related]
    side: Side
    banner: str
    problems: list[tuple[str, str, str]]
    voiding: str | None
    warned: str
    panels: list[Panel]
    prints: list[tuple[str, str]]
    proposals: list[ProposalView]
    doors: Mapping[str, str]
    marks: list[Mark]

    @property
    def at(self) -> str:
        """The address of the page."""
        return f"/records/{self.form_id}/{self.id}"


def record_view(
    tx: Transaction,
    form_id: str,
    id: str,
    parameters: Mapping[str, str],
    problem: Problem | None = None,
    failed: str = "",
    raw: Mapping[str, Any] | None = None,
) -> RecordView:
    """The page of a record; after a refusal with the `problem` of the transition `failed` (`void`
    too) and what was typed for it. Raises NotFound."""
    draft = stored(tx, form_id, id)
    record = draft.before
    assert record is not None
    fields = list(problem.fields) if problem else []
    shown = form_view(draft, (), fields)
    banner = problem.message.render(tx.actor.language) if problem else ""
    task = task_about(tx, id)
    events = events_of(tx, id)
    name, more = name_of(tx, form_id, id), menu(draft)
    doing = actions(draft, task, failed, raw, fields, warned=bool(rules_read(problem)))
    told = "" if draft.form.name else about(tx, draft.form, record, Shower(tx), 2)
    return RecordView(
        form_id=form_id,
        id=id,
        name=name,
        subject=told or name,
        form_title=pick(draft.form.title, tx.actor.language),
        number=record.system.number or "",
        state=state_of(tx, record),
        reason=record.system.void_reason or "",
        crumbs=crumbs(tx, form_id),
        steps=progress(tx, record, events, labels(tx, "user", [row["actor"] for row in events])),
        form=shown,
        facts="mirror" in draft.form.body and not more.edit,
        change_no=record.system.change_no,
        actions=doing,
        menu=more,
        makes=makeable(tx, record),
        task=(f"/tasks/{task['id']}", pick(task["title"], tx.actor.language)) if task else None,
        related=related(tx, record),
        side=side_view(tx, form_id, id, parameters),
        banner=banner,
        problems=_problems(shown, fields, banner),
        warned=rules_read(problem),
        voiding=str((raw or {}).get("reason", "")) if failed == "void" else None,
        panels=panels(tx, draft),
        prints=prints_of(tx, form_id),
        proposals=[] if record.voided else [one for one in shown.proposals if not one.decided],
        doors=_doors(doing),
        marks=Marks(tx, draft.form).of(draft),
    )


def _doors(doing: list[ActionView]) -> dict[str, str]:
    """By field the first dialog that asks for it."""
    found: dict[str, str] = {}
    for one in doing:
        for field in () if one.because else one.fields:
            found.setdefault(field.id, one.dialog)
    return found


def _problems(
    form: FormView, fields: list[FieldProblem], banner: str
) -> list[tuple[str, str, str]]:
    """What is wrong besides what the banner says already."""
    return [one for one in listed(form) if one[2] != banner] if fields else []
