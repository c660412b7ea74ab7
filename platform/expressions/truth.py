"""Conditions that are true, false or unknown (Kleene's logic)."""

from __future__ import annotations


def both(left: object, right: object) -> bool | None:
    """Kleene's and."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: object, right: object) -> bool | None:
    """Kleene's or."""
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def opposite(value: object) -> bool | None:
    """Kleene's not."""
    return None if value is None else not value


def holds(value: object) -> bool:
    """Whether a condition holds; unknown does not."""
    return value is True
