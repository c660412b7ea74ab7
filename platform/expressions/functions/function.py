"""What a function of the expression language is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.expressions.value_type import Type
from dougong.platform.texts import Text


@dataclass(frozen=True)
class Function:
    """One function.

    `parameters` names the kinds each value may have (`"text"`, `"number"`, `"any"`, alternatives
    by `|`; the last repeats when `repeats`, the last `optional` may be left out). `result` gives
    the type from the types of the values, None where they do not go together. `python` gets plain
    values; with `context` it gets the Evaluation first. An empty value makes the result empty
    unless `takes_empty`. `sql` builds the SQL expression from SQL expressions (after the
    Evaluation, with `context`); None: of constants only in filters and row conditions, unless the
    SQL builder itself knows the function (`sql_built`). `rows`: the first value are line items and
    the second is worked out per row; `python` then gets the list of its values.
    """

    name: str
    parameters: tuple[str, ...]
    result: Callable[[Sequence[Type]], Type | None]
    python: Callable[..., Any]
    sql: Callable[..., Any] | None
    docs: Text
    examples: tuple[tuple[str, object], ...] = ()
    repeats: bool = False
    optional: int = 0
    context: bool = False
    takes_empty: bool = False
    rows: bool = False
    sql_built: bool = False

    def parameter(self, index: int) -> str:
        """What the value at `index` may be; the last parameter repeats."""
        return self.parameters[min(index, len(self.parameters) - 1)]

    def signature(self) -> str:
        """`round(number, [number])` as people read it; what stands in brackets may be left out."""
        fixed = len(self.parameters) - self.optional
        words = [" / ".join(one.split("|")) for one in self.parameters]
        shown = [word if index < fixed else f"[{word}]" for index, word in enumerate(words)]
        more = ", …" if self.repeats else ""
        return f"{self.name}({', '.join(shown)}{more})"
