"""A value that does not fit its field."""

from __future__ import annotations

from dougong.platform.texts import Message


class FieldError(ValueError):
    """`message` says what would fit; `code` is a stable word for programs; `part` the place in the
    value, e.g. `.5`, "" for all of it."""

    def __init__(self, message: Message, code: str = "invalid", part: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code
        self.part = part
