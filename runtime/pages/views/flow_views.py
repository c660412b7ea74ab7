"""What the picture of a run is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NodeView:
    """`place` is done, current, waiting, skipped, failed or past (visited before the flow went
    back); `line` says what it left behind and `href` leads to it; `columns` hold the branches or
    the rows inside, `rounds` the rounds one below the other."""

    key: str
    title: str
    note: str
    icon: str
    tone: str
    place: str
    when: str
    line: str
    href: str
    columns: tuple[ColumnView, ...] = ()
    rounds: tuple[ColumnView, ...] = ()


@dataclass(frozen=True)
class ColumnView:
    """A branch, a row or a round of a loop, or a handler with its nodes."""

    title: str
    note: str
    place: str
    nodes: tuple[NodeView, ...]
