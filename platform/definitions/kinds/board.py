"""A list shown as a board: cards in columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions.kinds.kind import (
    ID,
    TEXT,
    TONE,
    expression,
    listed,
    object_of,
)

_PATH: Mapping[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200}
_COLUMN: Mapping[str, Any] = {"id": ID, "title": TEXT, "if": expression("boolean"), "tone": TONE}

BOARD: Mapping[str, Any] = object_of(
    {
        "columns": {**listed(_COLUMN, ("id", "title", "if"), 1), "maxItems": 8},
        "title": _PATH,
        "facts": {"type": "array", "items": _PATH, "maxItems": 6, "uniqueItems": True},
        "since": expression("datetime"),
        "late": expression("boolean"),
        "first": expression("boolean"),
        "limit": {"type": "integer", "minimum": 1, "maximum": 200},
    },
    ("columns", "title"),
)
