"""An empty list says why it is empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dougong.runtime.pages.views.address import Address
from dougong.runtime.pages.views.capped import capped
from dougong.runtime.pages.views.criteria import Criterion


@dataclass(frozen=True)
class Nothing:
    """Why a list is empty; `without` is the condition that holds everything back."""

    filtered: bool
    without: str = ""
    count: str = ""
    href: str = ""


def held_back(
    criteria: list[Criterion],
    search: str,
    address: Address,
    count: Callable[[list[Criterion], str], int],
) -> Nothing:
    """The first condition without which there would be something; `count` tells how much."""
    for one in criteria:
        found = count([other for other in criteria if other is not one], search)
        if found:
            href = address.with_({one.key: None, "cursor": None, "trail": None})
            return Nothing(True, f"{one.word} {one.text}", capped(found), href)
    found = count(criteria, "") if search else 0
    if found:
        href = address.with_({"q": None, "cursor": None, "trail": None})
        return Nothing(True, search, capped(found), href)
    return Nothing(True)
