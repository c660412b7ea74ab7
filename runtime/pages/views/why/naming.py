"""What the parts of a formula are called."""

from __future__ import annotations

from decimal import Decimal

from dougong.platform.definitions import Form
from dougong.platform.fields import grouped
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.columns import SYSTEM

_USER = {"id": N_("Person"), "name": N_("Name"), "login": N_("Login")}


class FieldNaming:
    """Fields, system columns and options in the language of the actor."""

    def __init__(self, tx: Transaction) -> None:
        self.tx, self.language = tx, tx.actor.language

    def field(self, form: str | None, name: str) -> str:
        """The title of a field; of `parent`, that of the form that holds the rows."""
        words = _USER if form == "user" else SYSTEM
        if name in words:
            return translate(words[name], self.language)
        view = self.form(form)
        if view is None:
            return name
        if name == "parent" and view.holder:
            return pick(self.tx.library.form(view.holder).title, self.language)
        return (
            pick(view.every_field[name].title, self.language) if name in view.every_field else name
        )

    def option(self, form: str | None, name: str, value: str) -> str:
        """The title of an option or state; any other text in quotation marks."""
        view = self.form(form)
        if view is not None and name == "state" and value in view.states:
            return pick(view.states[value].title, self.language)
        field = view.every_field.get(name) if view else None
        if field is not None and field.type == "choice":
            item = self.tx.library.codes(str(field.body["options"])).get(value)
            return pick(item["title"], self.language) if item else value
        return translate(N_("“{text}”"), self.language, text=value)

    def number(self, value: Decimal) -> str:
        """With thousands separators."""
        return grouped(value)

    def form(self, form: str | None) -> Form | None:
        """The form (or rows) of this id; None where there is none."""
        known = form is not None and self.tx.library.has_form(form)
        return self.tx.library.form(form) if known and form else None
