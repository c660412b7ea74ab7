"""A record that is filled in: new, or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.problems import Conflict, FieldProblem, Problem
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message, pick
from dougong.runtime.pages.views.asking import rules_read
from dougong.runtime.pages.views.crumbs import crumbs, name_of
from dougong.runtime.pages.views.merging import Difference
from dougong.runtime.records import Draft, form_for, may_transit, open_for_change, preview
from dougong.runtime.showing import FieldView, FormView, form_view


@dataclass(frozen=True)
class EditView:
    """`submits` is the transition (id, words) that saving may do at once; `problems` are (id of the
    control, its word, what is wrong); `differences` what others changed meanwhile; `warned` the rules
    whose warnings stand on the page."""

    title: str
    crumbs: list[tuple[str, str]]
    form: FormView
    action: str
    preview: str
    back: str
    draft_key: str
    change_no: int | None
    submits: tuple[str, str] | None
    banner: str
    problems: list[tuple[str, str, str]]
    differences: Sequence[Difference]
    warned: str


def edit_view(
    tx: Transaction,
    form_id: str,
    id: str | None,
    raw: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
    differences: Sequence[Difference] = (),
) -> EditView:
    """The page of a new record (`id` None) or of an existing one, with what was typed so far.

    Raises NotFound, Forbidden, Conflict (the record is closed for changes).
    """
    form = form_for(tx, form_id, "change" if id else "create")
    draft = draft_for(tx, form, id, raw)
    fields = problem.fields if problem else ()
    shown = form_view(draft, form.fields, _once([*draft.problems, *fields] if problem else []), raw)
    at = f"/records/{form_id}/{id}" if id else f"/records/{form_id}"
    back = at if id else crumbs(tx, form_id)[-1][1]
    return EditView(
        title=name_of(tx, form_id, id) if id else pick(form.title, tx.actor.language),
        crumbs=crumbs(tx, form_id),
        form=shown,
        action=f"{at}/edit" if id else f"{at}/new",
        preview=f"{at}/preview",
        back=back,
        draft_key=f"{form_id}:{id or 'new'}",
        change_no=draft.before.system.change_no if draft.before else None,
        submits=_submits(tx, form, draft),
        banner=problem.message.render(tx.actor.language) if problem else "",
        problems=listed(shown) if problem else [],
        differences=differences,
        warned=rules_read(problem),
    )


def draft_for(tx: Transaction, form: Form, id: str | None, raw: Mapping[str, Any] | None) -> Draft:
    """What the record would be. Raises Conflict when people may not change it in its state."""
    draft = preview(tx, form.id, id, raw)
    if draft.before is not None and not open_for_change(form, draft.before):
        raise Conflict(Message(N_("The record can no longer be changed in this state")))
    return draft


def fields_view(tx: Transaction, form_id: str, id: str | None, raw: Mapping[str, Any]) -> FormView:
    """The fields alone, worked out again from what is typed; nothing is complained about yet."""
    form = form_for(tx, form_id, "change" if id else "create")
    return form_view(draft_for(tx, form, id, raw), form.fields, (), raw)


def presets(tx: Transaction, form_id: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    """Values of a new record from `fill.<field>` in its address, only of fields one may fill in; and
    as many empty rows as line items need at least."""
    form = form_for(tx, form_id, "create")
    rights = tx.actor.rights.of(form_id)
    closed = rights.hidden | rights.read_only
    sent = {key.removeprefix("fill."): value for key, value in parameters.items()}
    found: dict[str, Any] = {}
    for field in form.fields.values():
        if field.read_only or field.id in closed:
            continue
        if field.type == "lines":
            found[field.id] = [{} for _ in range(int(field.body.get("min_rows", 0)))]
        elif f"fill.{field.id}" in parameters:
            found[field.id] = sent[field.id]
    return found


def listed(form: FormView) -> list[tuple[str, str, str]]:
    """Everything that is wrong, in the order of the page: control, its word, the message."""
    found = [("", "", one.message) for one in form.problems]
    for field in _every(form.fields.values()):
        found += [(field.control, field.title, one.message) for one in field.wrong]
    return found


def _every(fields: Iterable[FieldView]) -> Iterable[FieldView]:
    for field in fields:
        yield field
        for row in field.rows:
            yield from row.fields


def _once(problems: list[FieldProblem]) -> list[FieldProblem]:
    """What the preview found and what saving found is often the same."""
    found: dict[tuple[str, str], FieldProblem] = {}
    for one in problems:
        found.setdefault((one.path, one.code), one)
    return list(found.values())


def _submits(tx: Transaction, form: Form, draft: Draft) -> tuple[str, str] | None:
    """The one transition that leaves the start state, where the person may do it; one that is signed
    is done on the record's page, with what is signed before one's eyes."""
    if draft.system.state != form.start:
        return None
    ways = [one for one in form.transitions.values() if form.start in one.sources and one.who]
    if len(ways) != 1 or ways[0].meaning or not may_transit(tx, ways[0]):
        return None
    return ways[0].id, pick(ways[0].title, tx.actor.language)
