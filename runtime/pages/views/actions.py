"""What the person may do with a record now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.definitions import Transition
from dougong.platform.problems import FieldProblem
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick
from dougong.runtime.flows.tasks import in_the_way, open_tasks, tasks_of
from dougong.runtime.pages.views.signing import signing
from dougong.runtime.records import Draft, may_transit, may_void, meaning_of, open_for_change, unmet
from dougong.runtime.showing import FieldView, form_view


@dataclass(frozen=True)
class ActionView:
    """A transition. `fields` are asked for before it is done; `because` says why it is off;
    `asks` wants a word of confirmation, `confirm` are the words that ask for it; `failed` opens its
    dialog again with what was wrong, or (`warned`) with what to look at first. `meaning` is what is
    signed for with the password, `unsigned` what is wrong with that one."""

    id: str
    title: str
    look: str
    fields: tuple[FieldView, ...] = ()
    because: str = ""
    asks: bool = False
    confirm: str = ""
    failed: bool = False
    warned: bool = False
    meaning: str = ""
    unsigned: str = ""

    @property
    def dialog(self) -> str:
        """The id of its dialog; "" when a press does it."""
        return f"do-{self.id}" if self.fields or self.asks or self.meaning else ""


@dataclass(frozen=True)
class Menu:
    """What else can be done; `because` says why voiding is off."""

    edit: bool
    void: bool
    delete: bool
    because: str = ""

    @property
    def some(self) -> bool:
        return self.void or self.delete


def actions(
    draft: Draft,
    task: Mapping[str, Any] | None = None,
    failed: str = "",
    raw: Mapping[str, Any] | None = None,
    problems: Sequence[FieldProblem] = (),
    warned: bool = False,
) -> list[ActionView]:
    """Transitions from the record's state the person has a role for; that of their `task` is done on
    the task's page. `failed` names the one just refused, with what was typed and found wrong, or just `warned` of."""
    made: list[ActionView] = []
    others = _for_others(draft)
    for step in draft.form.transitions.values():
        mine = may_transit(draft.tx, step) and draft.system.state in step.sources
        if draft.system.voided_at or not mine or (task and task["transition"] == step.id):
            continue
        solid = task is None and not any(one.look == "primary" for one in made)
        view = _action(draft, step, solid and step.id not in others)
        view = replace(view, because=view.because or others.get(step.id, ""))
        if failed == step.id:
            asked = _fields(draft, step, raw, problems)
            asks = view.asks or warned
            view = replace(view, fields=asked, failed=True, asks=asks, warned=warned)
            view = _unsigned(view, draft, step, problems)
        made.append(view)
    return made


def _unsigned(
    view: ActionView, draft: Draft, step: Transition, problems: Sequence[FieldProblem]
) -> ActionView:
    """With what is wrong with the password that was to sign."""
    language = draft.tx.actor.language
    found = signing(language, meaning_of(draft, step), problems, step.meaning)
    return replace(view, meaning=found.meaning, unsigned=found.unsigned) if found else view


def _action(draft: Draft, step: Transition, solid: bool) -> ActionView:
    language = draft.tx.actor.language
    because, confirm = _told(draft, step.body), pick(step.body.get("confirm", ""), language)
    red = step.body.get("tone") == "red"
    look = "danger" if red else "primary" if solid and not (because or confirm) else ""
    fields, asks = _fields(draft, step), red or bool(confirm)
    title, meaning = pick(step.title, language), pick(meaning_of(draft, step), language)
    return ActionView(step.id, title, look, fields, because, asks, confirm, meaning=meaning)


def _told(draft: Draft, body: Mapping[str, Any]) -> str:
    """Why it cannot be done now; "" when it can."""
    why = unmet(draft, body)
    return why.render(draft.tx.actor.language) if why else ""


def _for_others(draft: Draft) -> dict[str, str]:
    """By transition, why a task about the record is not for the person."""
    found = {}
    for task in open_tasks(draft.tx, draft.before.id) if draft.before else ():
        problem = in_the_way(draft.tx, task)
        if problem is not None:
            found[str(task["transition"])] = problem.message.render(draft.tx.actor.language)
    return found


def _fields(
    draft: Draft,
    step: Transition,
    raw: Mapping[str, Any] | None = None,
    problems: Sequence[FieldProblem] = (),
) -> tuple[FieldView, ...]:
    """The fields it needs, ready to be filled in."""
    if not step.needs:
        return ()
    shown = form_view(draft, step.needs, problems, raw, step.needs).fields
    return tuple(replace(shown[id], place=step.id) for id in step.needs if id in shown)


def menu(draft: Draft) -> Menu:
    """Whether it may be changed, voided, deleted."""
    tx, form, record = draft.tx, draft.form, draft.before
    assert record is not None
    rights = tx.actor.rights
    only = not form.states[record.state].submitted and record.state == form.start
    unnumbered = not record.system.number
    gone = rights.may("delete", form.id) and only and unnumbered and not record.voided
    void = may_void(tx, form, record) and not gone
    return Menu(
        edit=rights.may("change", form.id) and open_for_change(form, record),
        void=void,
        delete=gone,
        because=_told(draft, form.void or {}) if void else "",
    )


def task_about(tx: Transaction, record: str) -> dict[str, Any] | None:
    """The person's most urgent open task about a record."""
    return next((task for task in tasks_of(tx) if task["record"] == record), None)
