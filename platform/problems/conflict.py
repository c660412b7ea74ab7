"""Somebody or something was there first."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class Conflict(Problem):
    """The state of things does not allow this now (already done, still referred to, claimed)."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "conflict"
