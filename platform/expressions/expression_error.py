"""The one error of the expression language."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.texts import N_, Message


@dataclass(eq=False)
class ExpressionError(Exception):
    """`position` (0-based) and `length` mark the part of the source that is wrong.

    `code` is one of: empty, too_long, too_complicated, character, syntax, number, name, list, call,
    not_allowed (reading); unknown_name, unknown_function, unknown_option, arity, type (checking);
    values (evaluating).
    """

    message: Message
    position: int = 0
    length: int = 0
    code: str = "expression"

    def __str__(self) -> str:
        return f"{self.message} (at {self.position})"


def unfit(source: str, error: Exception) -> ExpressionError:
    """Values that are not of the types the scope promised."""
    if isinstance(error, ExpressionError):
        return error
    message = Message(
        N_("The values do not fit the formula: {reason}"), {"reason": type(error).__name__}
    )
    return ExpressionError(message, 0, len(source), "values")
