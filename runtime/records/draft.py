"""A record on its way into the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Checked, Compiled, Type
from dougong.platform.problems import FieldProblem
from dougong.platform.storage import Record, System, Transaction
from dougong.platform.storage.query import Loader
from dougong.platform.texts import Message


@dataclass
class Draft:
    """`values` are worked on until they are written; `before` is the record as it was.

    `trusted`: a rule, flow or system acts, not a person. `given` names the fields somebody set.
    """

    tx: Transaction
    form: Form
    system: System
    values: dict[str, Any]
    before: Record | None = None
    trusted: bool = False
    given: set[str] = field(default_factory=set)
    problems: list[FieldProblem] = field(default_factory=list)
    warnings: list[FieldProblem] = field(default_factory=list)
    reads: dict[str, dict[str, Any]] = field(default_factory=dict)

    def problem(self, path: str, code: str, message: Message, rule: str | None = None) -> None:
        """Note what is wrong with a field; all of it is told at once."""
        self.problems.append(FieldProblem(path, code, message, rule))

    def record(self) -> Record:
        """The record as it stands."""
        return Record(self.form.id, self.system, dict(self.values))

    def changed(self) -> set[str]:
        """Fields whose value differs from before."""
        old: Mapping[str, Any] = self.before.values if self.before else {}
        return {name for name, value in self.values.items() if old.get(name) != value}

    def kept(self, field: Field, value: Any) -> bool:
        """Whether the value stood there before (a link or retired option once valid stays so)."""
        old = self.before.values if self.before else {}
        rows = [row for name in self.form.lines for row in old.get(name) or []]
        return any(one.get(field.id) == value for one in (old, *rows))

    def evaluate(
        self, source: str, row: Mapping[str, Any] | None = None, rows: Form | None = None
    ) -> Any:
        """An expression about the record, or about one of its rows of `rows`."""
        compiled = self.compiled(source, rows)
        loader = Loader(self.tx)
        found = self.environment(compiled.checked, loader, row, rows)
        for key, values in loader.seen.items():
            self.reads.setdefault(key, {}).update(values)
        return compiled(found, self.tx.evaluation)

    def compiled(self, source: str, rows: Form | None = None) -> Compiled:
        """An expression about the record, or about its rows of `rows`."""
        return self.tx.library.compiled(source, (rows or self.form).id, self._names(rows))

    def environment(
        self,
        checked: Checked,
        loader: Loader,
        row: Mapping[str, Any] | None = None,
        rows: Form | None = None,
    ) -> dict[str, Any]:
        """The values a checked expression reads, links loaded as far as it reads them."""
        paths: dict[str, list[tuple[str, ...]]] = {}
        for path in checked.reads:
            paths.setdefault(path[0], []).append(path[1:])
        whole = {**self.system.as_dict(), **self.values}
        found: dict[str, Any] = {}
        head = "parent" if rows else "record"
        needed = [p for p in paths.get(head, []) if p]
        found[head] = loader.load(self.form.id, whole, needed)
        if rows is not None:
            assert row is not None
            found["record"] = loader.load(rows.id, row, [p for p in paths.get("record", []) if p])
        if "proposed" in paths:
            asked = {path[0] for path in paths["proposed"] if path}
            found["proposed"] = {id: self.evaluate(self.proposal(id)) for id in asked}
        if "old" in paths:
            old = self.before.all() if self.before else None
            found["old"] = loader.load(self.form.id, old, paths["old"]) if old else None
        return found

    def _names(self, rows: Form | None) -> dict[str, Type]:
        if rows is not None:
            return {"parent": Type("link", self.form.id, optional=False)}
        return {
            "old": Type("link", self.form.id),
            **self.tx.library.schema.proposed(self.form),
        }

    def proposal(self, id: str) -> str:
        """The expression that proposes a value for a field."""
        return str(self.form.proposals[id]["value"])

    def each_row(self) -> list[tuple[Field, Form, int, dict[str, Any]]]:
        """Every row of every line-item field, with its form and position."""
        found = []
        for name, rows in self.form.lines.items():
            if name in self.form.fields:
                for position, row in enumerate(self.values.get(name) or []):
                    found.append((self.form.fields[name], rows, position, row))
        return found
