"""Types of expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

KINDS = frozenset(
    [
        "text",
        "integer",
        "decimal",
        "quantity",
        "money",
        "boolean",
        "date",
        "datetime",
        "choice",
        "link",
        "readings",
        "lines",
        "files",
        "struct",
        "empty",
    ]
)


@dataclass(frozen=True)
class Type:
    """What a value is.

    `form` names the form of a link, or `form.lines` for rows of line items; `options` the codes of
    a choice; `members` the parts of a struct (outputs of a node). `optional` says whether the value
    may be empty.
    """

    kind: str
    form: str | None = None
    options: frozenset[str] | None = None
    members: Mapping[str, Type] = field(default_factory=dict, hash=False)
    optional: bool = True

    @property
    def numeric(self) -> bool:
        return self.kind in ("integer", "decimal")

    def sure(self) -> Type:
        """The same type, never empty."""
        return replace(self, optional=False)

    def maybe(self, optional: bool = True) -> Type:
        """The same type, possibly empty."""
        return replace(self, optional=optional or self.optional)


TEXT = Type("text")
DECIMAL = Type("decimal")
INTEGER = Type("integer")
BOOLEAN = Type("boolean")
DATE = Type("date")
DATETIME = Type("datetime")
QUANTITY = Type("quantity")
MONEY = Type("money")
EMPTY = Type("empty")
ANY = Type("any")
PERSON = Type("link", "user")


def constant_type(value: object) -> Type:
    """The type of a constant; numbers are Decimal."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return BOOLEAN.sure()
    if isinstance(value, str):
        return Type("text", options=frozenset({value}), optional=False)
    assert isinstance(value, Decimal)
    return (INTEGER if value == int(value) else DECIMAL).sure()
