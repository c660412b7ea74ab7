"""Telling people: notices in the app."""

from dougong.runtime.notifications.notices import (
    Notice,
    mark_all_read,
    mark_read,
    notice,
    notices_of,
    unread_count,
)
from dougong.runtime.notifications.notify import notify

__all__ = [
    "Notice",
    "mark_all_read",
    "mark_read",
    "notice",
    "notices_of",
    "notify",
    "unread_count",
]
