"""Flows."""

from __future__ import annotations

from dougong.platform.definitions.checks.flows import check_flow
from dougong.platform.definitions.kinds.kind import (
    ID,
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
HANDLERS = listed(
    {
        "id": ID,
        "on": object_of({"form": reference("form"), "event": ID}, ("form", "event")),
        "match": expression("boolean"),
        "mode": {"enum": ["interrupt", "alongside"]},
        "nodes": parts("node"),
    },
    ("id", "on", "mode", "nodes"),
)

FLOW = Kind(
    "flow",
    {"zh": "流程", "en": "Flow"},
    kind_schema(
        "flow",
        {
            "on": _EVENT,
            "inputs": parts("field"),
            "nodes": {**parts("node"), "minItems": 1},
            "handlers": HANDLERS,
        },
        ("nodes",),
    ),
    check_flow,
)
