"""Not there, or not for these eyes."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class NotFound(Problem):
    """Missing and forbidden look the same from outside."""

    status: ClassVar[int] = 404
    code: ClassVar[str] = "not_found"
