"""The message journal."""

from dougong.connectors.journal.journal import (
    Plan,
    about_record,
    add_step,
    blocked_by,
    message,
    messages,
    needing_somebody,
    plan,
    set_state,
    steps,
    waiting_behind,
)
from dougong.connectors.journal.seeing import check_act, check_read, journal_page, visible
from dougong.connectors.journal.states import SETTLED, ErrorClass, MessageState

__all__ = [
    "SETTLED",
    "ErrorClass",
    "MessageState",
    "Plan",
    "about_record",
    "add_step",
    "blocked_by",
    "check_act",
    "check_read",
    "journal_page",
    "message",
    "messages",
    "needing_somebody",
    "plan",
    "set_state",
    "steps",
    "visible",
    "waiting_behind",
]
