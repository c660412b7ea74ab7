"""Calendars: when people work."""

from __future__ import annotations

from dougong.platform.definitions.checks.small import check_calendar
from dougong.platform.definitions.kinds.kind import Kind, kind_schema, listed

_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_TIME = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"}
_DATES = {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}

CALENDAR = Kind(
    "calendar",
    {"zh": "工作日历", "en": "Calendar"},
    kind_schema(
        "calendar",
        {
            "timezone": {"type": "string", "maxLength": 60},
            "week": listed(
                {
                    "days": {"type": "array", "minItems": 1, "items": {"enum": _DAYS}},
                    "from": _TIME,
                    "to": _TIME,
                },
                ("days", "from", "to"),
                1,
            ),
            "closed": _DATES,
            "open": _DATES,
        },
        ("timezone", "week"),
    ),
    check_calendar,
)
