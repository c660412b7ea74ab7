"""The one error of the expression language."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.texts import Message


@dataclass(eq=False)
class ExpressionError(Exception):
    """`position` (0-based) and `length` mark the part of the source that is wrong."""

    message: Message
    position: int = 0
    length: int = 0
    code: str = "expression"

    def __str__(self) -> str:
        return f"{self.message} (at {self.position})"
