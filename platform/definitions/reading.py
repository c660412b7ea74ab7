"""Reading definitions: bounded, strict JSON."""

from __future__ import annotations

import json
from typing import Any

from dougong.platform.definitions.definition import Definition
from dougong.platform.problems import Malformed
from dougong.platform.texts import N_, Message

MAX_SIZE = 1_000_000
MAX_DEPTH = 40


def read(text: str, where: str = "") -> Definition:
    """The definition written in `text`.

    Raises Malformed for what is no JSON object with kind and id, is larger than 1 MB, nested
    deeper than 40, or names a key twice.
    """
    if len(text) > MAX_SIZE:
        raise Malformed(Message(N_("The definition is larger than 1 MB")))
    try:
        body = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Malformed(Message(N_("Not readable as JSON: {why}"), {"why": str(error)})) from None
    return from_body(body, where)


def from_body(body: Any, where: str = "") -> Definition:
    """The definition an already parsed JSON value is; raises Malformed as `read` does."""
    if not isinstance(body, dict) or depth(body) > MAX_DEPTH:
        raise Malformed(Message(N_("A definition is a JSON object, nested 40 deep at most")))
    _check_storable(body)
    if not isinstance(body.get("kind"), str) or not isinstance(body.get("id"), str):
        raise Malformed(Message(N_("A definition starts with its kind and id")))
    return Definition.of(body, where)


def _check_storable(body: Any) -> None:
    try:
        text = json.dumps(body, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError as error:  # 1e999, NaN, half of a surrogate pair
        raise Malformed(Message(N_("Not readable as JSON: {why}"), {"why": str(error)})) from None
    if len(text) > MAX_SIZE:
        raise Malformed(Message(N_("The definition is larger than 1 MB")))


def depth(value: Any) -> int:
    """How deep a JSON value is nested; a scalar is 0. Stops counting just beyond the limit."""
    level, layer = 0, [value]
    while layer and level <= MAX_DEPTH + 1:
        layer = [
            child
            for holder in layer
            if isinstance(holder, dict | list)
            for child in (holder.values() if isinstance(holder, dict) else holder)
        ]
        level += 1
    return level - 1


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a number")
