"""A rule or a system said no."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Refused(Problem):
    """A rule (named in `fields`) or the other system refused in its own words."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "refused"
