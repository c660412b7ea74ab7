"""Patterns of text fields: people write them, so they must be readable and must come to an end."""

from __future__ import annotations

import re
import warnings
from re import _parser as parser  # type: ignore[attr-defined]  # left out of the stubs
from typing import Any

from dougong.platform.texts import N_, Message

_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def pattern_problem(pattern: str) -> Message | None:
    """Why a pattern cannot be used; None when it can.

    A repeat inside a repeat, or alternatives inside one, may take for ever on a short text; so may
    references back. All three are refused.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
            tree = parser.parse(pattern)
    except (re.error, Warning, RecursionError, OverflowError):
        return Message(N_("This pattern cannot be read"))
    if _endless(tree, False):
        return Message(N_("This pattern may take for ever: no repeat or choice inside a repeat"))
    return None


def _endless(tree: Any, repeated: bool) -> bool:
    return any(_one(str(name), value, repeated) for name, value in tree)


def _one(name: str, value: Any, repeated: bool) -> bool:
    if name == "GROUPREF":
        return True
    if name in _REPEATS:
        low, high, inner = value
        varies = int(high) != int(low)
        return (repeated and varies) or _endless(inner, repeated or int(high) > 1)
    if name == "BRANCH":
        return repeated or any(_endless(one, repeated) for one in value[1])
    if name == "SUBPATTERN":
        return _endless(value[-1], repeated)
    if name in ("ASSERT", "ASSERT_NOT"):
        return _endless(value[1], repeated)
    return name == "ATOMIC_GROUP" and _endless(value, repeated)
