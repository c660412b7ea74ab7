"""A task that is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Transition
from dougong.platform.problems import FieldProblem, Problem, Stale
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.asking import rules_read
from dougong.runtime.pages.views.earlier import Earlier, earlier
from dougong.runtime.pages.views.edit import listed
from dougong.runtime.pages.views.entry import Entry, as_entry
from dougong.runtime.pages.views.going_back import ReturnedView, Way, returned_view, ways
from dougong.runtime.pages.views.handing import Handing, handing_view
from dougong.runtime.pages.views.merging import Difference
from dougong.runtime.pages.views.panels import Panel, panels
from dougong.runtime.pages.views.side import Side, side_view
from dougong.runtime.pages.views.signing import Signing, signing
from dougong.runtime.pages.views.task_events import TaskEvents, TaskEventView
from dougong.runtime.pages.views.task_preview import filled_in
from dougong.runtime.pages.views.task_rows import TaskRow, task_rows
from dougong.runtime.records import Draft, meaning_of, open_for_change, preview
from dougong.runtime.showing import FieldView, FormView, ShownValue, form_view, state_of


@dataclass(frozen=True)
class ClaimView:
    """`holder` is who has taken the task, `mine` that it is the actor, `whom` the task is for;
    `behalf` whom the actor stands in for."""

    href: str
    holder: str
    mine: bool
    whom: str
    behalf: str = ""

    @property
    def others(self) -> bool:
        """Whether somebody else has it whom the actor does not stand in for."""
        return bool(self.holder) and not self.mine and not self.behalf

    @property
    def free(self) -> bool:
        """Whether beginning to fill in takes it."""
        return not self.mine and not self.others


@dataclass(frozen=True)
class TaskView:
    """`facts` are what is worked on and never typed again, `form` what is filled in (read-only while
    somebody else has the task); `keeps`: it can be saved without doing the transition; `differences`
    what others changed meanwhile; `events` what else happened to the task, `urged` in short;
    `handing` its dialog of handing on; `warned` the rules whose warnings stand on the page;
    `ways_back` where it may be sent back to, `returned` why it came back."""

    row: TaskRow
    claim: ClaimView
    record: str
    form_title: str
    state: ShownValue
    facts: tuple[FieldView, ...]
    form: FormView
    keeps: bool
    change_no: int
    earlier: Earlier | None
    events: list[TaskEventView]
    handing: Handing | None
    urged: list[str]
    panels: list[Panel]
    side: Side
    banner: str
    hint: str
    problems: list[tuple[str, str, str]]
    differences: Sequence[Difference]
    warned: str
    ways_back: list[Way]
    signing: Signing | None
    returned: ReturnedView | None


def task_view(
    tx: Transaction,
    found: Mapping[str, Any],
    raw: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
    differences: Sequence[Difference] = (),
    handing: Handing | None = None,
) -> TaskView:
    """The page of an open task; after a refusal with what was typed. Raises NotFound."""
    claim, row = claim_view(tx, found), task_rows(tx, [found])[0]
    raw = None if claim.others else raw
    draft = preview(tx, found["form"], found["record"], raw)
    assert draft.before is not None
    step = draft.form.transitions[found["transition"]]
    happened = TaskEvents(tx, [found["id"]])
    wrong = _once([*draft.problems, *problem.fields]) if problem else []
    shown, entry = _entry(draft, step, found, raw, wrong, claim.others)
    return TaskView(
        signing=signing(
            tx.actor.language,
            meaning_of(draft, step),
            problem.fields if problem else (),
            step.meaning,
        ),
        row=row,
        claim=claim,
        record=f"/records/{found['form']}/{found['record']}",
        form_title=pick(draft.form.title, tx.actor.language),
        state=state_of(tx, draft.before),
        facts=entry.facts,
        form=filled_in(entry.form) if claim.others else entry.form,
        keeps=_keeps(draft),
        change_no=draft.before.system.change_no,
        events=happened.of(found["id"]),
        handing=handing or handing_view(tx, found),
        urged=happened.summary(found["id"]),
        earlier=None if _lists(draft) else earlier(tx, draft.before, step),
        panels=panels(tx, draft),
        side=side_view(tx, found["form"], found["record"], {}),
        banner=problem.message.render(tx.actor.language) if problem else "",
        hint=_hint(tx, problem, claim),
        problems=listed(shown) if problem else [],
        differences=differences,
        warned=rules_read(problem),
        ways_back=[] if claim.others else ways(tx, found),
        returned=returned_view(tx, found),
    )


def fields_view(tx: Transaction, found: Mapping[str, Any], raw: Mapping[str, Any]) -> FormView:
    """What is filled in alone, worked out again; nothing is complained about yet."""
    draft = preview(tx, found["form"], found["record"], raw)
    step = draft.form.transitions[found["transition"]]
    return _entry(draft, step, found, raw, (), False)[1].form


def claim_view(tx: Transaction, found: Mapping[str, Any]) -> ClaimView:
    """Who has the task."""
    row = task_rows(tx, [found])[0]
    return ClaimView(row.href, row.holder, row.mine, row.whom, row.behalf)


def _entry(
    draft: Draft,
    step: Transition,
    found: Mapping[str, Any],
    raw: Mapping[str, Any] | None,
    wrong: Sequence[FieldProblem],
    closed: bool,
) -> tuple[FormView, Entry]:
    """The whole form, and the same as it is filled in."""
    may = draft.form.fields if _keeps(draft) else step.needs
    shown = form_view(draft, () if closed else may, wrong, raw, step.needs)
    return shown, as_entry(shown, found["fields"] or ())


def _keeps(draft: Draft) -> bool:
    """Whether the actor may change the record without the transition."""
    record = draft.before
    may = draft.tx.actor.rights.may("change", draft.form.id)
    return record is not None and may and open_for_change(draft.form, record)


def _lists(draft: Draft) -> bool:
    """Whether the form itself says which records stand beside it."""
    return any("list" in one for one in draft.form.panels)


def _once(problems: Sequence[FieldProblem]) -> list[FieldProblem]:
    """What reading found and what the refusal found is often the same."""
    found = {(one.path, one.code): one for one in reversed(problems)}
    return list(reversed(found.values()))


def _hint(tx: Transaction, problem: Problem | None, claim: ClaimView) -> str:
    """What to do after a refusal, where the message does not say it."""
    if problem is None:
        return ""
    if claim.others:
        words = N_(
            "What you filled in was not saved. It is kept in this browser and offered again."
        )
        return translate(words, tx.actor.language)
    if isinstance(problem, Stale):
        words = N_("What you typed is kept. Look at the fields again, then send once more.")
        return translate(words, tx.actor.language)
    return ""
