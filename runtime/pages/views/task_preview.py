"""A task beside the inbox: what its record holds and what happened last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction
from dougong.runtime.flows.tasks import task
from dougong.runtime.pages.views.going_back import (
    ReturnedView,
    Withdrawal,
    returned_view,
    withdrawal,
)
from dougong.runtime.pages.views.happenings import Day, days
from dougong.runtime.pages.views.task_rows import TaskRow, task_rows
from dougong.runtime.records import stored
from dougong.runtime.showing import FormView, SectionView, ShownValue, form_view, state_of
from dougong.runtime.timeline import timeline

_LAST = 4


@dataclass(frozen=True)
class TaskPreview:
    """`form` has only what is filled in; `record` is the address of the record."""

    row: TaskRow
    open: bool
    state: ShownValue
    form: FormView
    days: list[Day]
    record: str
    returned: ReturnedView | None
    withdrawal: Withdrawal | None


def preview_view(tx: Transaction, id: str) -> TaskPreview | None:
    """The preview of a task; None when it or its record is not the actor's to see."""
    try:
        found = task(tx, id)
        return _made(tx, found)
    except NotFound:
        return None


def _made(tx: Transaction, found: Mapping[str, Any]) -> TaskPreview:
    draft = stored(tx, found["form"], found["record"])
    assert draft.before is not None
    happened = timeline(tx, found["form"], found["record"])[:_LAST]
    return TaskPreview(
        row=task_rows(tx, [found])[0],
        open=found["state"] == "open",
        state=state_of(tx, draft.before),
        form=filled_in(form_view(draft)),
        days=days(tx, draft.form, happened),
        record=f"/records/{found['form']}/{found['record']}",
        returned=returned_view(tx, found) if found["state"] == "open" else None,
        withdrawal=withdrawal(tx, found) if found["done_by"] == tx.actor.id else None,
    )


def filled_in(form: FormView) -> FormView:
    """The same without fields where nothing stands."""
    sections = tuple(
        SectionView(one.id, one.title, one.columns, fields)
        for one in form.sections
        if (fields := tuple(field for field in one.fields if not field.value.empty))
    )
    return replace(form, sections=sections)
