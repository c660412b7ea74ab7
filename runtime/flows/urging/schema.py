"""How the due time of a task is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions.kinds.flow import SPAN
from dougong.platform.definitions.kinds.kind import expression, listed, object_of, reference
from dougong.runtime.flows.assignees import TO

_HOURS = {"type": "number", "exclusiveMinimum": 0, "maximum": 10000}
DUE: Mapping[str, Any] = object_of(
    {
        **SPAN,
        "at": expression("datetime"),
        "remind": {"type": "array", "minItems": 1, "maxItems": 10, "uniqueItems": True, "items": _HOURS},
        "escalate": {
            **listed(
                {
                    "after": {"type": "number", "minimum": 0, "maximum": 10000},
                    "to": TO,
                    "do": {"enum": ["tell", "add", "hand_over"]},
                },
                ("after", "to", "do"),
                1,
            ),
            "maxItems": 10,
        },
        "notification": reference("notification"),
    }
)  # fmt: skip
