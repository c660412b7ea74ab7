"""Values that do not fit."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Invalid(Problem):
    """One or more fields hold what they may not; `fields` names each."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "invalid"
