"""Sent, and the answer lost."""

from __future__ import annotations

from dougong.platform.texts import Message


class OutcomeUnknown(Exception):
    """A system may or may not have done what a message asked for: `message` says what is known."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render("en"))
        self.message = message
