"""Telling people: notices in the app."""

from dougong.runtime.notifications.notices import Notice, mark_read, notices_of, unread_count
from dougong.runtime.notifications.notify import notify

__all__ = ["Notice", "mark_read", "notices_of", "notify", "unread_count"]
