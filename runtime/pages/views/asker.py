"""The field that asks for options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dougong.platform.definitions import Field, Form
from dougong.platform.storage import Transaction
from dougong.runtime.showing import target_of


@dataclass(frozen=True)
class Asker:
    """The asking field: its form (rows: `arrival.lines`), the form of the record it stands in, what
    that record holds so far, and what its row does (with its `id` when it is saved)."""

    form: Form
    field: Field
    record: Form
    held: Mapping[str, str]
    row: Mapping[str, str]

    @property
    def in_rows(self) -> bool:
        """Whether it stands in line items."""
        return self.form.holder is not None


def asker_of(
    tx: Transaction, target: str, asks: str, held: Mapping[str, str], row: Mapping[str, str]
) -> Asker | None:
    """The asking field, if it is one that leads to `target`; the name comes from outside."""
    form_id, _, name = asks.rpartition(".")
    if not form_id or not tx.library.has_form(form_id):
        return None
    form = tx.library.form(form_id)
    field = form.fields.get(name)
    if field is None or field.type not in ("link", "person") or target_of(form, name) != target:
        return None
    return Asker(form, field, tx.library.form(form.holder or form.id), held, row)
