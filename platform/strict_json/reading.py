"""Reading JSON that somebody else wrote."""

from __future__ import annotations

import json
import re
from typing import Any

from dougong.platform.problems import Malformed
from dougong.platform.texts import N_, Message

# Neither database keeps these inside a text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_NUMBER = 400


def parse(text: str, depth: int) -> Any:
    """The value written in `text`, nested `depth` deep at most.

    Raises Malformed for what is no JSON, names a key twice, is nested deeper, holds NaN, Infinity,
    a number of more than 400 digits, a NUL or a lone surrogate.
    """
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_refuse,
            parse_float=_number,
            parse_int=_whole,
        )
    except (ValueError, RecursionError) as error:
        why = "too deep" if isinstance(error, RecursionError) else str(error)
        raise Malformed(Message(N_("Not readable as JSON: {why}"), {"why": why})) from None
    if depth_of(value, depth) > depth:
        raise Malformed(Message(N_("The JSON is nested more than {depth} deep"), {"depth": depth}))
    if "\\u" in text and _holds_unstorable(value):
        raise Malformed(Message(N_("The text holds characters that are not allowed")))
    return value


def depth_of(value: Any, limit: int) -> int:
    """How deep a JSON value is nested; a scalar is 0. Stops counting just beyond `limit`."""
    level, layer = 0, [value]
    while layer and level <= limit + 1:
        layer = [child for holder in layer for child in _children(holder)]
        level += 1
    return level - 1


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _holds_unstorable(value: Any) -> bool:
    """Only escapes can smuggle them in: bytes were decoded as UTF-8 before."""
    if isinstance(value, str):
        return _UNSTORABLE.search(value) is not None
    if isinstance(value, dict) and any(_UNSTORABLE.search(key) for key in value):
        return True
    return any(_holds_unstorable(child) for child in _children(value))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a number")


def _number(word: str) -> float:
    value = float(word)
    if value in (float("inf"), float("-inf")):
        _refuse(word[:40])
    return value


def _whole(word: str) -> int:
    if len(word) > _LONGEST_NUMBER:
        _refuse(word[:40] + "…")
    return int(word)
