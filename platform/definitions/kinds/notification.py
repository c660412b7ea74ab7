"""Notifications."""

from __future__ import annotations

from dougong.platform.definitions.checks.small import check_notification
from dougong.platform.definitions.kinds.kind import TEXT, Kind, kind_schema, reference

NOTIFICATION = Kind(
    "notification",
    {"zh": "通知", "en": "Notification"},
    kind_schema(
        "notification",
        {
            "form": reference("form"),
            "subject": TEXT,
            "body": TEXT,
            "channels": {"type": "array", "minItems": 1, "items": {"enum": ["app"]}},
        },
        ("form", "subject", "channels"),
    ),
    check_notification,
)
