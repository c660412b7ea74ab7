"""The head of the family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from dougong.platform.problems.field_problem import FieldProblem
from dougong.platform.texts import Message


class Problem(Exception):
    """Something asked for cannot be done; nothing was changed.

    `status` is the HTTP status, `code` a stable word for programs, `message` the sentence for
    people, `fields` what is wrong with which field.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "problem"

    def __init__(self, message: Message, fields: Sequence[FieldProblem] = ()) -> None:
        super().__init__(message, tuple(fields))
        self.message = message
        self.fields = tuple(fields)

    def __str__(self) -> str:
        details = "; ".join(f"{one.path}: {one.message}" for one in self.fields)
        return f"{self.message} {details}".strip()
