"""What is wrong with one field."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.texts import Message


@dataclass(frozen=True)
class FieldProblem:
    """`path` is dotted, rows by position (`lines.2.quantity`); `rule` is `id@revision` if one spoke."""

    path: str
    code: str
    message: Message
    rule: str | None = None

    def under(self, prefix: str) -> FieldProblem:
        """The same problem seen from the record that holds the row."""
        return FieldProblem(f"{prefix}.{self.path}", self.code, self.message, self.rule)
