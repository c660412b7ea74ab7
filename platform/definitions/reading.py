"""Reading definitions: bounded, strict JSON."""

from __future__ import annotations

import json
from typing import Any

from dougong.platform.definitions.definition import Definition
from dougong.platform.problems import Malformed
from dougong.platform.strict_json import depth_of, parse
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
    return from_body(parse(text, MAX_DEPTH), where)


def from_body(body: Any, where: str = "") -> Definition:
    """The definition an already parsed JSON value is; raises Malformed as `read` does."""
    if not isinstance(body, dict) or depth_of(body, MAX_DEPTH) > MAX_DEPTH:
        raise Malformed(Message(N_("A definition is a JSON object, nested 40 deep at most")))
    _check_storable(body)
    if not isinstance(body.get("kind"), str) or not isinstance(body.get("id"), str):
        raise Malformed(Message(N_("A definition starts with its kind and id")))
    return Definition.of(body, where)


def _check_storable(body: Any) -> None:
    """What came from elsewhere than `read` is held to the same."""
    try:
        text = json.dumps(body, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError:  # NaN, half of a surrogate pair
        raise Malformed(Message(N_("The text holds characters that are not allowed"))) from None
    if len(text) > MAX_SIZE:
        raise Malformed(Message(N_("The definition is larger than 1 MB")))
