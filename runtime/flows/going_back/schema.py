"""How sending back and taking back are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions.kinds.kind import ID

_BACK: Mapping[str, Any] = {
    "type": ["string", "object"],
    "pattern": "^[a-z][a-z0-9_]{0,39}$",
    "properties": {"to": ID, "transition": ID},
    "required": ["to"],
    "additionalProperties": False,
}
_TAKES_BACK: Mapping[str, Any] = {
    "type": ["boolean", "object"],
    "properties": {"transition": ID},
    "required": ["transition"],
    "additionalProperties": False,
}
GOING_BACK: Mapping[str, Any] = {
    "send_back": {"type": "array", "minItems": 1, "items": _BACK},
    "withdraw": _TAKES_BACK,
}


@dataclass(frozen=True)
class Back:
    """To the node `to`; `transition` brings the record back to where it can be done again."""

    to: str
    transition: str | None = None


def ways_back(node: Mapping[str, Any]) -> list[Back]:
    """Where a task may be sent back to."""
    listed = node.get("send_back")
    return [
        Back(one) if isinstance(one, str) else Back(str(one.get("to")), one.get("transition"))
        for one in (listed if isinstance(listed, list) else ())
    ]


def takes_back(node: Mapping[str, Any]) -> Back | None:
    """How whoever did the task may take it back; None: they may not."""
    option = node.get("withdraw")
    if isinstance(option, Mapping):
        return Back(str(node["id"]), str(option.get("transition")))
    return Back(str(node["id"])) if option is True else None
