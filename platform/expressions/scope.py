"""What an expression may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from dougong.platform.expressions.value_type import Type

Path = tuple[str, ...]


class Schema(Protocol):
    """How the checker learns the fields of forms."""

    def fields(self, form: str) -> Mapping[str, Type]:
        """Fields and system columns of `form` (or of rows, `form.lines`); KeyError if unknown."""


@dataclass(frozen=True)
class Scope:
    """`record`: form of the record at hand, its fields are bare names; `names`: everything else.

    `outer` is the path of the record the expression around a row expression is about.
    """

    schema: Schema
    record: str | None = None
    names: Mapping[str, Type] = field(default_factory=dict)
    outer: Path | None = None

    def within(self, rows: str, at: Path = ()) -> Scope:
        """The scope of a row expression: bare names and `record.` are the row's, `parent` holds it,
        `outer` is the record or row the expression around it is about (its path is `at`)."""
        parent = Type("link", rows.rsplit(".", 1)[0], optional=False)
        own = self.schema.fields(rows)
        names = {name: type_ for name, type_ in self.names.items() if name not in own}
        names["parent"] = parent
        if self.record is None:
            return replace(self, record=rows, names=names)
        names["outer"] = Type("link", self.record, optional=False)
        return replace(self, record=rows, names=names, outer=at or ("record",))

    def with_names(self, names: Mapping[str, Type]) -> Scope:
        """The same scope with more names."""
        return replace(self, names={**self.names, **names})

    def find(self, name: str) -> Type | None:
        """The type of a name standing alone; None if there is no such name."""
        if name in self.names:
            return self.names[name]
        if name == "record" and self.record:
            return Type("link", self.record, optional=False)
        return self.schema.fields(self.record).get(name) if self.record else None
