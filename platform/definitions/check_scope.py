"""Where the checker stands, and how it reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.definition import Definition
from dougong.platform.definitions.finding import Finding
from dougong.platform.definitions.walking import escape
from dougong.platform.expressions import ExpressionError, Scope, Type, check, may_be_unknown
from dougong.platform.texts import N_, Message

if TYPE_CHECKING:
    from dougong.platform.definitions.catalogue import Catalogue
    from dougong.platform.definitions.library import Library


@dataclass(frozen=True)
class CheckScope:
    """One place in one definition.

    `form` is the form whose record is at hand, `names` the other names with their types, `place`
    what may stand here (`before`, `after`, `flow`, `operation`). `findings` and `ids` are shared.
    """

    library: Library
    catalogue: Catalogue
    definition: Definition
    pointer: str = ""
    form: str | None = None
    names: Mapping[str, Type] = field(default_factory=dict)
    place: str = ""
    findings: list[Finding] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def at(self, *keys: object) -> CheckScope:
        """The same scope deeper in the definition."""
        more = "".join(f"/{escape(str(key))}" for key in keys)
        return replace(self, pointer=self.pointer + more)

    def with_names(self, names: Mapping[str, Type]) -> CheckScope:
        """The same place with more names."""
        return replace(self, names={**self.names, **names})

    def about(self, form: str | None, place: str | None = None) -> CheckScope:
        """The same place with another record at hand."""
        return replace(self, form=form, place=self.place if place is None else place)

    def report(self, code: str, msgid: str, severity: str = "error", **params: object) -> None:
        """Add a finding here."""
        self.add(code, Message(msgid, params), severity)

    def add(self, code: str, message: Message, severity: str = "error") -> None:
        """Add a finding here, its message ready-made."""
        self.findings.append(
            Finding(
                self.definition.ref,
                self.pointer,
                code,
                message,
                severity,
                where=self.definition.where,
            )
        )

    def expression(
        self, source: Any, expects: Type | None = None, refuses: bool = False
    ) -> Type | None:
        """Check an expression standing here; gives its type, None (and a finding) if it is wrong.

        With `refuses` a condition that may be unknown is pointed out: it then refuses.
        """
        if not isinstance(source, str):
            return None
        try:
            checked = check(source, Scope(self.library.schema, self.form, self.names), expects)
        except ExpressionError as error:
            self._wrong(error, source)
            return None
        if refuses and may_be_unknown(checked):
            self.report(
                "may_be_unknown",
                N_("A value in this condition may be empty; then it refuses"),
                "warning",
            )
        return checked.type

    def _wrong(self, error: ExpressionError, source: str) -> None:
        word = source[error.position : error.position + error.length].split(".")[-1]
        if error.code == "unknown_name" and self._retired(word):
            self.report(
                "retired_field", N_("The field “{name}” is retired, but still used here"), name=word
            )
            return
        place = Message(N_("{message} (at character {position})"),
                        {"message": error.message, "position": error.position + 1})  # fmt: skip
        self.add(error.code, place)

    def _retired(self, name: str) -> bool:
        for definition in self.library.all("form"):
            form = self.library.form(definition.id)
            for one in (form, *form.lines.values()):
                if name in one.every_field and one.every_field[name].retired:
                    return True
        return False

    def condition(self, source: Any, refuses: bool = False) -> None:
        """Check a condition standing here."""
        self.expression(source, Type("boolean"), refuses)

    def known_form(self, ref: Any) -> str | None:
        """The form's id when it exists; the reference check reports it when not."""
        known = isinstance(ref, str) and self.library.has_form(ref)
        return str(ref).removeprefix("form:") if known else None
