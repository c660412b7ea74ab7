"""Who are you?"""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Unauthenticated(Problem):
    """Nobody is signed in, or the session has expired."""

    status: ClassVar[int] = 401
    code: ClassVar[str] = "unauthenticated"
