"""Why an expression has the value it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Trace:
    """One sub-expression: its `source`, where it stands, its `value`, and what it was made from.

    `decided` marks the part that settled the whole: the clause of an and/or, the outcome of an
    if, the row of an any/all. `evaluated` is false for what was not looked at any more. `row` is
    the index of the row a row expression was worked out for.
    """

    source: str
    position: int
    length: int
    value: object = None
    children: list[Trace] = field(default_factory=list)
    decided: bool = False
    evaluated: bool = True
    row: int | None = None

    def walk(self) -> Iterator[Trace]:
        """This and everything below, outermost first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def first_failure(self) -> Trace | None:
        """The innermost condition that made the whole false or unknown; None when it holds."""
        if self.value is not False and self.value is not None:
            return None
        for child in self.children:
            if child.decided:
                return child.first_failure() or child
        return self
