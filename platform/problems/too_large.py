"""Too much at once."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class TooLarge(Problem):
    """The body is larger than allowed."""

    status: ClassVar[int] = 413
    code: ClassVar[str] = "too_large"
