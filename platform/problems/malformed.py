"""Not readable."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Malformed(Problem):
    """The request itself is broken: not JSON, not UTF-8, nested too deep."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "malformed"
