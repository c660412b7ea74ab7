"""Turning the pages of a list: the address carries the marks of the pages before."""

from __future__ import annotations

from dougong.runtime.pages.views.address import Address

ROWS = 50  # on a page
MARKS = 30  # pages one can turn back


def older(address: Address, cursor: str | None) -> str:
    """The address of the next page, whose mark is `cursor`; "" on the last."""
    if cursor is None:
        return ""
    trail = [*_trail(address), address.parameters.get("cursor", "")]
    return address.with_({"cursor": cursor, "trail": "~".join(trail[-MARKS:]) or "~"})


def newer(address: Address) -> str:
    """The page before: its mark is the last of the trail, the first page has none."""
    if not address.parameters.get("cursor"):
        return ""
    *before, last = _trail(address) or [""]
    trail = "~".join(before) or "~" if before else None
    return address.with_({"cursor": last or None, "trail": trail})


def span(address: Address, rows: int) -> tuple[int, int] | None:
    """The first and the last of the page's `rows` rows, counted from the list's beginning; None where
    marks were dropped from the trail."""
    trail = _trail(address)
    if address.parameters.get("cursor") and (not trail or trail[0]):
        return None
    before = len(trail) * ROWS if address.parameters.get("cursor") else 0
    return before + 1, before + rows


def _trail(address: Address) -> list[str]:
    told = address.parameters.get("trail", "")
    return told.split("~") if told.strip("~") else [""] if told else []
