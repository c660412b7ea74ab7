"""Telling people: notices in the app."""

from dougong.runtime.notifications.notices import (
    Notice,
    mark_all_read,
    mark_read,
    notice,
    notices_of,
    unread_count,
)
from dougong.runtime.notifications.notify import defined, notify
from dougong.runtime.notifications.telling import COPY, TASK, About, Words, tell

__all__ = [
    "About",
    "COPY",
    "Notice",
    "TASK",
    "Words",
    "defined",
    "mark_all_read",
    "mark_read",
    "notice",
    "notices_of",
    "notify",
    "tell",
    "unread_count",
]
