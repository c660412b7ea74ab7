"""A scenario does not go as it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.platform.storage import Record
from dougong.platform.texts import Message


@dataclass(frozen=True)
class Condition:
    """A condition that does not hold: `source`, and the record of `form` at hand, if there is one."""

    source: str
    form: str | None = None
    record: Record | None = None


class Failed(Exception):
    """`message` says what is wrong, `details` more of it; `condition` what did not hold."""

    def __init__(
        self,
        message: Message,
        details: Sequence[Message] = (),
        condition: Condition | None = None,
    ) -> None:
        super().__init__(message.render("en"))
        self.message, self.details, self.condition = message, tuple(details), condition
