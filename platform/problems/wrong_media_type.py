"""Wrong content type."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.problem import Problem


class WrongMediaType(Problem):
    """The body must be sent as the content type the address takes."""

    status: ClassVar[int] = 415
    code: ClassVar[str] = "wrong_media_type"
