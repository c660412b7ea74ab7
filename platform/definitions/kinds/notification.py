"""Notifications."""

from __future__ import annotations

from dougong.platform.definitions.checks.small import check_notification
from dougong.platform.definitions.kinds.kind import BOOLEAN, TEXT, Kind, kind_schema, reference

# The app always; by mail too unless people choose otherwise.
_CHANNELS = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": {"enum": ["app", "mail"]},
    "contains": {"const": "app"},
}

NOTIFICATION = Kind(
    "notification",
    {"zh": "通知", "en": "Notification"},
    kind_schema(
        "notification",
        {
            "form": reference("form"),
            "subject": TEXT,
            "body": TEXT,
            "channels": _CHANNELS,
            "must": BOOLEAN,
        },
        ("form", "subject", "channels"),
    ),
    check_notification,
)
