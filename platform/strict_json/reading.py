"""Reading JSON that somebody else wrote."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from dougong.platform.problems import FieldProblem, Malformed
from dougong.platform.texts import N_, Message

# Neither database keeps these inside a text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_NUMBER = 400


class _Fault(Exception):
    """What the parser's own hooks found; `args[0]` is the Message."""


def parse(text: str, depth: int) -> Any:
    """The value written in `text`, nested `depth` deep at most.

    Raises Malformed for what is no JSON, names a key twice, is nested deeper, holds NaN, Infinity,
    a number of more than 400 digits, a NUL or a lone surrogate; where it can, it names the field.
    """
    value = _parsed(text, depth)
    if depth_of(value, depth) > depth:
        raise _too_deep(depth)
    wrong = [FieldProblem(path, "number", _NO_NUMBER) for path in _without_bounds(value, "")]
    if wrong:
        raise Malformed(_NO_NUMBER, wrong)
    if "\\u" in text and _holds_unstorable(value):
        raise Malformed(Message(N_("The text holds characters that are not allowed")))
    return value


_NO_NUMBER = Message(N_("Not a number: NaN and Infinity cannot be kept"))


def _parsed(text: str, depth: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_int=_whole)
    except _Fault as fault:
        raise Malformed(fault.args[0]) from None
    except RecursionError:
        raise _too_deep(depth) from None
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        words = N_("Not readable as JSON: see line {line}, column {column}")
        raise Malformed(Message(words, place)) from None


def _too_deep(depth: int) -> Malformed:
    return Malformed(Message(N_("The JSON is nested more than {depth} deep"), {"depth": depth}))


def depth_of(value: Any, limit: int) -> int:
    """How deep a JSON value is nested; a scalar is 0. Stops counting just beyond `limit`."""
    level, layer = 0, [value]
    while layer and level <= limit + 1:
        layer = [child for holder in layer for _, child in _children(holder)]
        level += 1
    return level - 1


def _children(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(at), child) for at, child in enumerate(value))


def _without_bounds(value: Any, path: str) -> Iterator[str]:
    """Paths of numbers that are none: NaN, Infinity, and those too large to be told from it."""
    if isinstance(value, float) and not math.isfinite(value):
        yield path
    for key, child in _children(value):
        yield from _without_bounds(child, f"{path}.{key}" if path else key[:60])


def _holds_unstorable(value: Any) -> bool:
    """Only escapes can smuggle them in: bytes were decoded as UTF-8 before."""
    if isinstance(value, str):
        return _UNSTORABLE.search(value) is not None
    return any(
        _UNSTORABLE.search(key) is not None or _holds_unstorable(child)
        for key, child in _children(value)
    )


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise _Fault(Message(N_("The key “{key}” stands twice"), {"key": twice[:60]}))
    return found


def _whole(word: str) -> int:
    if len(word) > _LONGEST_NUMBER:
        raise _Fault(
            Message(N_("A number has more than {limit} digits"), {"limit": _LONGEST_NUMBER})
        )
    return int(word)
