"""How line items are shown while their readings are filled in: names of the rows' fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ID: Mapping[str, Any] = {"$ref": "#/$defs/id"}

# What each names, and the types of field it may be (none: any that is shown in words).
PARTS: Mapping[str, tuple[str, ...]] = {
    "values": ("readings",),
    "title": (),
    "mark": (),
    "group": (),
    "note": (),
    "flag": (),
    "counts": ("integer",),
    "result": ("choice",),
    "limits": ("integer",),
    "tool": (),
    "tool_ok": ("boolean",),
    "tool_note": (),
}

GRID: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        **dict.fromkeys(PARTS, _ID),
        "limits": {"type": "array", "minItems": 1, "maxItems": 2, "items": _ID},
        # Fields of the form beside it, a press away while one enters on the phone.
        "aside": {"type": "array", "minItems": 1, "maxItems": 4, "items": _ID, "uniqueItems": True},
    },
    "required": ["values", "title"],
    "additionalProperties": False,
}
