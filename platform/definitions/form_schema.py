"""The fields of forms as types of the expression language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dougong.platform.definitions.views import Field, Form
from dougong.platform.expressions import Type

if TYPE_CHECKING:
    from dougong.platform.definitions.library import Library

_TEXT, _TIME, _PERSON = Type("text"), Type("datetime"), Type("link", "user")
SYSTEM: Mapping[str, Type] = {
    "id": _TEXT.sure(),
    "number": _TEXT,
    "form_revision": Type("integer", optional=False),
    "change_no": Type("integer", optional=False),
    "site": _TEXT,
    "owner": _PERSON,
    "created_at": _TIME.sure(),
    "created_by": _PERSON,
    "changed_at": _TIME.sure(),
    "changed_by": _PERSON,
    "voided_at": _TIME,
    "voided_by": _PERSON,
    "void_reason": _TEXT,
}
USER: Mapping[str, Type] = {"id": _TEXT.sure(), "name": _TEXT.sure(), "login": _TEXT.sure()}


@dataclass(frozen=True)
class FormSchema:
    """Implements `expressions.Schema` over a library."""

    library: Library

    def fields(self, form: str) -> Mapping[str, Type]:
        """Fields and system columns by name; KeyError for an unknown form."""
        return self.library.cached(("fields", form), lambda: self._fields(form))

    def _fields(self, form: str) -> Mapping[str, Type]:
        if form == "user":
            return USER
        view = self.library.form(form)
        own = {field.id: self.type_of(view, field) for field in view.fields.values()}
        if view.holder is not None:
            parent = Type("link", view.holder, optional=False)
            return {"id": _TEXT.sure(), "parent": parent, **own}
        states = Type("choice", options=frozenset(view.states), optional=False)
        return {**SYSTEM, "state": states, **own}

    def proposed(self, form: Form) -> Mapping[str, Type]:
        """The name `proposed` of a form whose fields are proposed; none for other forms."""
        every = {id: self.type_of(form, form.fields[id]).maybe() for id in form.proposals}
        return {"proposed": Type("struct", members=every, optional=False)} if every else {}

    def type_of(self, form: Form, field: Field) -> Type:
        """The type of a field in expressions."""
        if field.type == "lines":
            return Type("lines", f"{form.id}.{field.id}", optional=False)
        found = field.kind.expression_type(field.body)
        if field.type == "choice":
            found = replace(found, options=self._options(str(field.body["options"])))
        return found.sure() if field.required else found

    def _options(self, ref: str) -> frozenset[str] | None:
        codes = self.library.find(ref)
        return frozenset(item["id"] for item in codes.body["items"]) if codes else None
