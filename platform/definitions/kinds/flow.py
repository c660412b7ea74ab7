"""Flows."""

from __future__ import annotations

from dougong.platform.definitions.checks.flows import check_flow
from dougong.platform.definitions.kinds.kind import (
    ID,
    TEXT,
    Kind,
    expression,
    kind_schema,
    listed,
    object_of,
    parts,
    reference,
)

_EVENT = object_of(
    {"form": reference("form"), "event": ID, "if": expression("boolean")}, ("form", "event")
)
# A span of time: working hours where a calendar is named.
SPAN = {
    "hours": {"type": "number", "exclusiveMinimum": 0, "maximum": 100000},
    "days": {"type": "integer", "minimum": 1, "maximum": 3650},
    "calendar": reference("calendar"),
}
HANDLERS = listed(
    {
        "id": ID,
        "title": TEXT,
        "on": object_of({"form": reference("form"), "event": ID}, ("form", "event")),
        "match": expression("boolean"),
        "after": object_of(SPAN),
        "mode": {"enum": ["interrupt", "alongside"]},
        "nodes": parts("node"),
    },
    ("id", "mode", "nodes"),
)

FLOW = Kind(
    "flow",
    {"zh": "流程", "en": "Flow"},
    kind_schema(
        "flow",
        {
            "on": _EVENT,
            "inputs": parts("field"),
            "outputs": parts("field"),
            "nodes": {**parts("node"), "minItems": 1},
            "handlers": HANDLERS,
        },
        ("nodes",),
    ),
    check_flow,
)
