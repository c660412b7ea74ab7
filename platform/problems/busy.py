"""Try again in a moment."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Busy(Problem):
    """The database is busy or a publish is under way; nothing was changed."""

    status: ClassVar[int] = 503
    code: ClassVar[str] = "busy"
