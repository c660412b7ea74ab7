"""Counts in words."""

CAP = 1000


def capped(number: int) -> str:
    """A count in words: `999+` from the cap on."""
    return f"{CAP - 1}+" if number >= CAP else str(number)
