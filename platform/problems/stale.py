"""Changed meanwhile."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Stale(Problem):
    """The record was changed by somebody else since it was read."""

    status: ClassVar[int] = 412
    code: ClassVar[str] = "stale"
