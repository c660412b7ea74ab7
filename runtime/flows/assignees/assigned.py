"""Whom a task is for, once it is known."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.texts import Text


@dataclass(frozen=True)
class Assigned:
    """Ids of roles, and of the people named and of those kept from it; `because` says why in the
    flow's own words. Everybody with one of the roles may take it, and each of the persons."""

    roles: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    because: Text | None = None
