"""A part of a formula with its value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`depth` is how far inside the formula it stands; `notes` are the values that went into it.

    `mark` is `decided` for the part that settled the one above, `unused` for what was not looked at.
    """

    depth: int
    words: str
    value: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    mark: str = ""
