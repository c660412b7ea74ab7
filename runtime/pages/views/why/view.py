"""The page that says why."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.expressions.wording import wording
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick
from dougong.runtime.pages.views.why.naming import FieldNaming
from dougong.runtime.pages.views.why.part_values import PartValues
from dougong.runtime.pages.views.why.step import Step
from dougong.runtime.pages.views.why.steps import Steps
from dougong.runtime.records import explained
from dougong.runtime.showing import Shower, ShownValue, moment


@dataclass(frozen=True)
class WhyView:
    """`formula` in words; `differs` is what it comes to where the record holds something else."""

    title: str
    value: ShownValue
    form: str
    revision: int
    formula: str
    steps: list[Step]
    at: str
    differs: str
    back: str


def why_view(tx: Transaction, form: str, id: str, path: str) -> WhyView:
    """Why the computed field `path` of a record has its value. Raises NotFound."""
    found = explained(tx, form, id, path)
    naming = FieldNaming(tx)
    values = PartValues(tx, naming)
    worded = wording(found.checked, naming, tx.actor.language)
    steps = Steps(tx, form, worded, values)
    return WhyView(
        title=pick(found.field.title, tx.actor.language),
        value=Shower(tx).field(found.form, found.field, found.value),
        form=pick(found.draft.form.title, tx.actor.language),
        revision=found.revision,
        formula=steps.words(found.trace),
        steps=list(steps.of(found.trace)),
        at=moment(tx, found.at, exact=True),
        differs="" if found.agrees else values.of(found.trace.value),
        back=f"/records/{form}/{id}",
    )
