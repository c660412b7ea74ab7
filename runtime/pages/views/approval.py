"""The page of a task people vote on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.problems import FieldProblem, Invalid, Problem
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick
from dougong.runtime.comments import comments_of
from dougong.runtime.flows.approvals import Case, Standing, signed_for, standing_of
from dougong.runtime.flows.tasks import tasks_of
from dougong.runtime.pages.views.asking import rules_read
from dougong.runtime.pages.views.edit import listed
from dougong.runtime.pages.views.entry import Entry, as_entry
from dougong.runtime.pages.views.going_back import Way, ways
from dougong.runtime.pages.views.merging import Difference
from dougong.runtime.pages.views.panels import Panel as Beside
from dougong.runtime.pages.views.panels import panels
from dougong.runtime.pages.views.signing import Signing, signing
from dougong.runtime.pages.views.task_preview import filled_in
from dougong.runtime.pages.views.task_rows import TaskRow, task_rows
from dougong.runtime.pages.views.urgency import clock
from dougong.runtime.pages.views.votes import Panel, panel
from dougong.runtime.records import Draft, preview
from dougong.runtime.showing import (
    FieldView,
    FormView,
    SectionView,
    ShownValue,
    form_view,
    state_of,
)

# What belongs to the vote, not to the record that is voted on.
_OWN = ("comment", "person", "place", "reason", "words", "vote")
_TYPED = ("comment", "place", "reason", "words")


@dataclass(frozen=True)
class CommentView:
    """What somebody said."""

    name: str
    words: str
    at: str


@dataclass(frozen=True)
class ApprovalView:
    """`facts`, `tables`, `form` (what voters may change) and `rest` are what is voted on; `votes` how
    it stands, `beside` what its form puts beside it; `why` says why there is nothing to vote for,
    `shut_out` that there never is; `asked`: an opinion is waited for; `typed` holds what came with
    a refused attempt, `wrong` what is wrong with the comment, the signer, the reason; `next` is
    what waits then, `ways_back` where it may be sent back to."""

    row: TaskRow
    record: str
    form_title: str
    state: ShownValue
    facts: tuple[FieldView, ...]
    tables: FormView
    form: FormView
    rest: FormView
    change_no: int
    votes: Panel
    beside: list[Beside]
    open: bool
    may: bool
    asked: bool
    abstains: bool
    why: str
    shut_out: bool
    comments: list[CommentView]
    banner: str
    problems: list[tuple[str, str, str]]
    differences: Sequence[Difference]
    warned: str
    typed: Mapping[str, str]
    failed: str
    wrong: Mapping[str, str]
    next: TaskRow | None
    ways_back: list[Way]
    signing: Signing | None


def approval_view(
    tx: Transaction,
    task: Mapping[str, Any],
    raw: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
    differences: Sequence[Difference] = (),
    typed: Mapping[str, str] | None = None,
    failed: str = "",
) -> ApprovalView:
    """The page of a vote; after a refusal (`failed`: vote, signer, comment) with what was typed.
    Raises NotFound."""
    case = Case.of(tx, task)
    standing = standing_of(tx, case)
    draft = preview(tx, task["form"], task["record"], raw if standing.seat else None)
    assert draft.before is not None
    shown = _form(draft, case, standing, raw, problem)
    entry = as_entry(shown, task["fields"] or ())
    waiting = [one for one in tasks_of(tx, limit=2) if one["id"] != task["id"]]
    return ApprovalView(
        signing=signing(tx.actor.language, signed_for(tx, case), problem.fields if problem else ()),
        row=task_rows(tx, [task])[0],
        record=f"/records/{task['form']}/{task['record']}",
        form_title=pick(draft.form.title, tx.actor.language),
        state=state_of(tx, draft.before),
        facts=entry.facts,
        tables=_tables(shown, entry),
        form=_open(entry.form),
        rest=filled_in(_closed(entry.form)),
        change_no=draft.before.system.change_no,
        votes=panel(tx, case, standing),
        beside=panels(tx, draft),
        open=task["state"] == "open",
        may=standing.seat is not None,
        asked=standing.asked is not None,
        abstains=case.terms.abstain,
        why=standing.problem.message.render(tx.actor.language) if standing.problem else "",
        shut_out=standing.shut_out,
        comments=[
            CommentView(one["author_name"], one["words"], clock(tx, one["at"]))
            for one in comments_of(tx, task["form"], task["record"])
        ],
        banner=problem.message.render(tx.actor.language) if problem else "",
        problems=listed(shown) if problem else [],
        differences=differences,
        warned=rules_read(problem),
        typed={**dict.fromkeys(_TYPED, ""), **(typed or {})},
        failed=failed if problem else "",
        wrong=_wrong(tx, problem),
        next=task_rows(tx, waiting[:1])[0] if waiting else None,
        ways_back=ways(tx, task) if standing.seat is not None else [],
    )


def fields_of_vote(tx: Transaction, task: Mapping[str, Any], raw: Mapping[str, Any]) -> FormView:
    """What a voter fills in alone, worked out again; nothing is complained about yet."""
    case = Case.of(tx, task)
    draft = preview(tx, task["form"], task["record"], raw)
    shown = _form(draft, case, standing_of(tx, case), raw, None)
    return _open(as_entry(shown, task["fields"] or ()).form)


def _open(form: FormView) -> FormView:
    """The sections in which something can be changed."""
    return replace(form, sections=tuple(one for one in form.sections if _asks(one)))


def _closed(form: FormView) -> FormView:
    return replace(form, sections=tuple(one for one in form.sections if not _asks(one)))


def _asks(section: SectionView) -> bool:
    return any(one.editable for one in section.fields)


def _form(
    draft: Draft,
    case: Case,
    standing: Standing,
    raw: Mapping[str, Any] | None,
    problem: Problem | None,
) -> FormView:
    may = (case.task["fields"] or ()) if standing.seat else ()
    wrong = [*draft.problems, *_of_record(problem)] if problem else []
    once = list({(one.path, one.code): one for one in reversed(wrong)}.values())[::-1]
    return form_view(draft, may, once, raw, case.approval["ask"])


def _of_record(problem: Problem) -> list[FieldProblem]:
    return [one for one in problem.fields if one.path not in _OWN or one.rule]


def _wrong(tx: Transaction, problem: Problem | None) -> dict[str, str]:
    """What is wrong with what belongs to the vote, not to the record."""
    found = problem.fields if isinstance(problem, Invalid) else ()
    told = {
        one.path: one.message.render(tx.actor.language)
        for one in found
        if one.path in _OWN and not one.rule
    }
    return {**dict.fromkeys(_OWN, ""), **told}


def _tables(shown: FormView, entry: Entry) -> FormView:
    """Line items of the sections that became facts: whoever votes wants to see them too."""
    asked = {one.id for one in entry.form.sections}
    sections = [
        replace(one, fields=tuple(f for f in one.fields if f.type == "lines" and not f.value.empty))
        for one in shown.sections
        if one.id not in asked
    ]
    return replace(shown, sections=tuple(one for one in sections if one.fields))
