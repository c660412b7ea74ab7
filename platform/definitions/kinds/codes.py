"""Codes: lists of options."""

from __future__ import annotations

from dougong.platform.definitions.checks.small import check_codes
from dougong.platform.definitions.kinds.kind import (
    BOOLEAN,
    ID,
    TEXT,
    TONE,
    Kind,
    kind_schema,
    listed,
)

CODES = Kind(
    "codes",
    {"zh": "编码表", "en": "Codes"},
    kind_schema(
        "codes",
        {
            "units": BOOLEAN,
            "items": listed(
                {
                    "id": ID,
                    "title": TEXT,
                    "places": {"type": "integer", "minimum": 0, "maximum": 6},
                    "tone": TONE,
                    "retired": BOOLEAN,
                },
                ("id", "title"),
            ),
        },
        ("items",),
    ),
    check_codes,
)
