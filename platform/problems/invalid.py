"""Values that do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from dougong.platform.problems.field_problem import FieldProblem
from dougong.platform.problems.problem import Problem
from dougong.platform.texts import N_, Message


class Invalid(Problem):
    """One or more fields hold what they may not; `fields` names each."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "invalid"

    @classmethod
    def of(cls, fields: Sequence[FieldProblem]) -> Invalid:
        """What is wrong is said beside the fields."""
        return cls(Message(N_("Some fields need attention")), fields)
