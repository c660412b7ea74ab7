"""Why an expression has the value it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Trace:
    """One sub-expression: its `source`, where it stands, its `value`, and what it was made from.

    `decided` marks the part that settled an and/or before the rest was looked at.
    """

    source: str
    position: int
    length: int
    value: object = None
    children: list[Trace] = field(default_factory=list)
    decided: bool = False

    def walk(self) -> Iterator[Trace]:
        """This and everything below, outermost first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def first_failure(self) -> Trace | None:
        """The innermost condition that made the whole false or unknown; None when it holds."""
        if self.value is True or not (self.value is False or self.value is None):
            return None
        for child in self.children:
            if child.decided:
                return child.first_failure() or child
        return self
