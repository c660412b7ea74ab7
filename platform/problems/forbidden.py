"""Not allowed."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Forbidden(Problem):
    """The person may see the thing, but not do this with it."""

    status: ClassVar[int] = 403
    code: ClassVar[str] = "forbidden"
