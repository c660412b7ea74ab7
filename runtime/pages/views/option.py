"""One of the records, rows or people a field may be filled with."""

from __future__ import annotations

from dataclasses import dataclass, field

from dougong.runtime.showing import Mark

MOST = 20
SCANNED = 500  # candidates looked at when a condition cannot be asked of the database


@dataclass(frozen=True)
class Option:
    """`hint` helps to tell one from the other, `marks` say what to know before it is taken."""

    id: str
    text: str
    hint: str = ""
    marks: list[Mark] = field(default_factory=list)
