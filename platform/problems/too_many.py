"""Too often."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class TooMany(Problem):
    """Too many tries in a short time; wait a little."""

    status: ClassVar[int] = 429
    code: ClassVar[str] = "too_many"
