"""A set of definitions that belong together: what is live at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from dougong.platform.definitions.definition import Body, Definition
from dougong.platform.definitions.form_schema import FormSchema
from dougong.platform.definitions.views import Form, Operation
from dougong.platform.expressions import Compiled, Scope, Type, compile_expression
from dougong.platform.expressions.value_type import ANY

Made = TypeVar("Made")


class Library:
    """Read-only; views and compiled expressions are made once and kept."""

    def __init__(
        self,
        definitions: Iterable[Definition] = (),
        revisions: Mapping[str, int] | None = None,
        revision: int = 0,
    ) -> None:
        self._by_ref = {definition.ref: definition for definition in definitions}
        self._revisions = dict(revisions or {})
        self.revision_no = revision
        self.schema = FormSchema(self)
        self._cache: dict[Any, Any] = {}

    def __iter__(self) -> Iterator[Definition]:
        return iter(self._by_ref.values())

    def cached(self, key: object, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once per library."""
        if key not in self._cache:
            self._cache[key] = make()
        found: Made = self._cache[key]
        return found

    def find(self, ref: str) -> Definition | None:
        """The definition `kind:id`, or None."""
        return self._by_ref.get(ref)

    def get(self, ref: str) -> Definition:
        """The definition `kind:id`; KeyError if there is none."""
        return self._by_ref[ref]

    def all(self, kind: str) -> list[Definition]:
        """Every definition of a kind, by id."""
        return self.cached(
            ("all", kind), lambda: sorted((d for d in self if d.kind == kind), key=lambda d: d.id)
        )

    def revision(self, ref: str) -> int:
        """The live revision of a definition, 0 where it was never published."""
        return self._revisions.get(ref, 0)

    def with_(self, changed: Iterable[Definition]) -> Library:
        """The same library with some definitions replaced or added."""
        return Library([*self, *changed], self._revisions, self.revision_no)

    def without(self, ref: str) -> Library:
        """The same library but for one definition."""
        return Library([one for one in self if one.ref != ref], self._revisions, self.revision_no)

    def form(self, id: str) -> Form:
        """A form, or rows of it (`arrival.lines`); KeyError if there is none."""
        return self.cached(("form", id), lambda: self._form(id))

    def _form(self, id: str) -> Form:
        name, _, lines = id.removeprefix("form:").partition(".")
        form = Form(name, self.get(f"form:{name}").body)
        return form.lines[lines] if lines else form

    def has_form(self, id: str) -> bool:
        """Whether there is such a form or rows of one."""
        name, _, lines = id.removeprefix("form:").partition(".")
        definition = self.find(f"form:{name}")
        return definition is not None and (not lines or lines in Form(name, definition.body).lines)

    def codes(self, ref: str) -> Mapping[str, Body]:
        """Items of codes by id, in their order."""
        return self.cached(
            ("codes", ref), lambda: {item["id"]: item for item in self.get(ref).body["items"]}
        )

    @property
    def units(self) -> Mapping[str, Body]:
        """Units of measure by id: items of all codes that say they are units."""
        return self.cached(
            "units",
            lambda: {
                item["id"]: item
                for codes in self.all("codes")
                if codes.body.get("units")
                for item in codes.body["items"]
            },
        )

    def operation(self, ref: str) -> Operation:
        """The operation `interface:erp.stock.accept`; KeyError if there is none."""
        interface, _, name = ref.partition(".")
        for body in self.get(interface).body["operations"]:
            if body["id"] == name:
                return Operation(body)
        raise KeyError(ref)

    def rules(self, form: str, moment: str, name: str) -> list[Definition]:
        """Rules about a form: `moment` is `transition`, `save` or `event`; in stated order."""
        return self.cached(("rules", form, moment, name), lambda: self._rules(form, moment, name))

    def _rules(self, form: str, moment: str, name: str) -> list[Definition]:
        wanted = {name, "any"} if moment == "save" else {name}
        found = [
            rule
            for rule in self.all("rule")
            if rule.body["on"]["form"] == f"form:{form}"
            and wanted.intersection(_named(rule.body["on"].get(moment)))
        ]
        return sorted(found, key=lambda rule: (rule.body.get("order", 100), rule.id))

    def default_list(self, form: str) -> Definition | None:
        """The list a form opens with."""
        lists = [d for d in self.all("list") if d.body["form"] == f"form:{form}"]
        return next((d for d in lists if d.body.get("default")), lists[0] if lists else None)

    def scope(self, form: str | None, names: Mapping[str, Type] | None = None) -> Scope:
        """Where a record of `form` is at hand, besides `names`."""
        return Scope(self.schema, form, dict(names or {}))

    def compiled(
        self, source: str, form: str | None = None, names: Mapping[str, Type] | None = None
    ) -> Compiled:
        """The expression compiled in that scope, made once; raises ExpressionError."""
        key = ("compiled", source, form, _frozen(names))
        return self.cached(key, lambda: compile_expression(source, self.scope(form, names), ANY))


def _frozen(names: Mapping[str, Type] | None) -> object:
    return tuple(sorted((name, repr(type_)) for name, type_ in (names or {}).items()))


def _named(value: object) -> list[object]:
    """What a rule is on: one name, or several."""
    return value if isinstance(value, list) else [value]
