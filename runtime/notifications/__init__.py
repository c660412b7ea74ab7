"""Telling people: notices in the app, and mail for those who want it."""

from dougong.runtime.notifications.choices import (
    APP,
    COPY,
    DIGEST,
    MAIL,
    NEW,
    OFF,
    TASK,
    Kind,
    choices_of,
    choose,
    kind_of,
    kinds,
)
from dougong.runtime.notifications.notices import (
    Notice,
    mark_all_read,
    mark_read,
    notice,
    notices_of,
    unread_count,
)
from dougong.runtime.notifications.notify import defined, notify
from dougong.runtime.notifications.preferences import Preferences, prefer, preferences
from dougong.runtime.notifications.telling import About, Words, tell, tell_by_mail

__all__ = [
    "APP",
    "About",
    "COPY",
    "DIGEST",
    "Kind",
    "MAIL",
    "NEW",
    "Notice",
    "OFF",
    "Preferences",
    "TASK",
    "Words",
    "choices_of",
    "choose",
    "defined",
    "kind_of",
    "kinds",
    "mark_all_read",
    "mark_read",
    "notice",
    "notices_of",
    "notify",
    "prefer",
    "preferences",
    "tell",
    "tell_by_mail",
    "unread_count",
]
