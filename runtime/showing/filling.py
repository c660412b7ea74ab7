"""Texts of definitions with their places filled by what people read there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import may_know
from dougong.platform.texts import filled, pick
from dougong.runtime.showing.moments import moment
from dougong.runtime.showing.values import Shower

ValueOf = Callable[[str], Any]
_UNKNOWN = "—"


class Filling:
    """Fills texts about a record of `form` (or rows of one); `value_of` gives what a path leads to,
    links as mappings. With `guarded`, what the actor may not know is left out."""

    def __init__(self, shower: Shower, form: str, value_of: ValueOf, guarded: bool = True) -> None:
        self.tx: Transaction = shower.tx
        self.shower, self.form, self.value_of, self.guarded = shower, form, value_of, guarded

    def __call__(self, text: str) -> str:
        """The text with its places filled."""
        return filled(text, self._shown)

    def _shown(self, path: str) -> str:
        *links, last = path.split(".")
        holder, schema = self.form, self.tx.library.schema
        for name in links:
            if not self._open(holder, name):
                return _UNKNOWN
            holder = str(schema.fields(holder)[name].form)
        if not self._open(holder, last):
            return _UNKNOWN
        value = self.value_of(path)
        return "" if value is None else self._words(holder, last, value)

    def _open(self, holder: str, name: str) -> bool:
        return not self.guarded or may_know(
            self.tx.actor.rights, self.form.split(".")[0], holder, name
        )

    def _words(self, holder: str, name: str, value: Any) -> str:
        target = str(self.tx.library.schema.fields(holder)[name].form)
        if isinstance(value, Mapping):
            return self.shower.names.of(target, value.get("id"))
        form = self.tx.library.form(holder) if holder != "user" else None
        if form is not None and name in form.fields:
            shown = self.shower.field(form, form.fields[name], value)
            return f"{shown.text} {shown.unit}".strip()
        return self._system(form, name, value)

    def _system(self, form: Form | None, name: str, value: Any) -> str:
        if form is not None and name == "state" and value in form.states:
            return pick(form.states[value].title, self.shower.language)
        return moment(self.tx, value) if isinstance(value, datetime) else str(value)
