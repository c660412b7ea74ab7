"""Turning the pages of a list: the address carries the marks of the pages before."""

from __future__ import annotations

from dougong.runtime.pages.views.address import Address

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
    return address.with_({"cursor": last or None, "trail": "~".join(before) or None})


def _trail(address: Address) -> list[str]:
    told = address.parameters.get("trail", "")
    return told.split("~") if told.strip("~") else [""] if told else []
