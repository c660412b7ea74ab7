"""Words told of a record wherever people choose it or go past it: lists, boards, pickers, its head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.expressions import holds
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import may_know_all
from dougong.platform.texts import pick
from dougong.runtime.records import Draft


@dataclass(frozen=True)
class Mark:
    """A word and its colour."""

    text: str
    tone: str


class Marks:
    """The marks of a form whose conditions ask nothing the person may not know."""

    def __init__(self, tx: Transaction, form: Form) -> None:
        self.tx, self.form = tx, form
        self.bodies = [one for one in form.marks if self._known(str(one["if"]))]

    @property
    def asks(self) -> tuple[str, ...]:
        """What a query asks of the database for each record (`Query.asks`)."""
        return tuple(str(one["if"]) for one in self.bodies)

    def told(self, answers: Iterable[Any]) -> list[Mark]:
        """The marks of a record by the answers to `asks`."""
        found = zip(self.bodies, answers, strict=True)
        language = self.tx.actor.language
        return [
            Mark(pick(body["text"], language), str(body.get("tone", "grey")))
            for body, holding in found
            if holding
        ]

    def of(self, draft: Draft) -> list[Mark]:
        """The marks of a record that is at hand; a void one has none."""
        if draft.system.voided_at is not None:
            return []
        return self.told(holds(draft.evaluate(source)) for source in self.asks)

    def _known(self, source: str) -> bool:
        checked = self.tx.library.compiled(source, self.form.id).checked
        return may_know_all(self.tx.actor.rights, self.form.id, checked.fields)
