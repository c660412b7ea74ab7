"""Whether every seat can find somebody: pure."""

from __future__ import annotations

from collections.abc import Sequence, Set


def unfilled(candidates: Sequence[Set[str]]) -> int | None:
    """The first seat that finds nobody when each person takes one seat; None when all find one.

    `candidates` are the people who may take each seat.
    """
    taken: dict[str, int] = {}
    for seat in range(len(candidates)):
        if not _place(seat, candidates, taken, set()):
            return seat
    return None


def _place(
    seat: int, candidates: Sequence[Set[str]], taken: dict[str, int], tried: set[str]
) -> bool:
    """Give the seat to somebody, moving others to another of their seats where that helps."""
    for person in sorted(candidates[seat] - tried):
        tried.add(person)
        if person not in taken or _place(taken[person], candidates, taken, tried):
            taken[person] = seat
            return True
    return False
