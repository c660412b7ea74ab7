"""The reason somebody gives for what they do."""

from __future__ import annotations

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.texts import N_, Message

MOST = 500


def reason_of(given: object) -> str:
    """The reason without the blanks around it; raises Invalid when there is none, or too much."""
    words = given.strip() if isinstance(given, str) else ""
    if not 0 < len(words) <= MOST:
        message = Message(N_("Say why, in 500 characters at most"))
        raise Invalid.of([FieldProblem("reason", "required", message)])
    return words
