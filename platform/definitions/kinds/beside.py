"""What a form shows around its fields: a strip of facts, panels beside them, banners above, marks."""

from __future__ import annotations

from dougong.platform.definitions.kinds.kind import (
    ID,
    TEXT,
    TONE,
    expression,
    listed,
    object_of,
    reference,
    strings,
)

MOST_SHOWN = 20
MARKS = listed(
    {"id": ID, "if": expression("boolean"), "text": TEXT, "tone": TONE}, ("id", "if", "text")
)
PANELS = listed(
    {
        "id": ID,
        "title": TEXT,
        "list": reference("list"),
        "where": expression("boolean"),
        "columns": {**strings(), "minItems": 1, "maxItems": 3},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST_SHOWN},
        "empty": TEXT,
        "facts": {**strings(), "minItems": 1},
        "banner": object_of({"if": expression("boolean"), "text": TEXT, "tone": TONE}, ("text",)),
    },
    ("id",),
)
