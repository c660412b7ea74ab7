"""A value that does not fit its field."""

from __future__ import annotations

from dougong.platform.texts import Message


class FieldError(ValueError):
    """`message` says what would fit; `code` is a stable word for programs; `part` e.g. `.unit`."""

    def __init__(self, message: Message, code: str = "invalid") -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code
