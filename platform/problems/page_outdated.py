"""A page from before the person signed in anew."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.forbidden import Forbidden


class PageOutdated(Forbidden):
    """The request does not prove that a page of this session made it; another press does."""

    code: ClassVar[str] = "page_outdated"
