"""How the other systems answer, where a scenario says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dougong.connectors.engine import Answering, OutcomeUnknown
from dougong.platform.problems import FieldProblem, Refused
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message

CONFIRMED, UNKNOWN = "confirmed", "unknown"


@dataclass
class Script:
    """Answers to come, by operation (`erp.stock.hold`); each is given once, in their order."""

    answers: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, operation: str, answer: Any) -> None:
        """The next message of the operation is answered so."""
        self.answers.setdefault(operation, []).append(answer)

    def __call__(self, tx: Transaction, message: Mapping[str, Any]) -> Answering | None:
        """What answers the message in place of its system; None: the system itself."""
        waiting = self.answers.get(f"{message['interface']}.{message['operation']}", [])
        return _answering(waiting.pop(0)) if waiting else None


def _answering(answer: Any) -> Answering | None:
    if answer == CONFIRMED:
        return None
    if answer == UNKNOWN:
        return _lost
    if "confirmed" in answer:
        return lambda: dict(answer["confirmed"])
    return lambda: _refuse(str(answer["refused"]))


def _lost() -> dict[str, Any]:
    raise OutcomeUnknown(Message(N_("The answer was lost")))


def _refuse(reason: str) -> dict[str, Any]:
    words = Message(N_("The other system refused: {reason}"), {"reason": reason})
    raise Refused(words, [FieldProblem("", reason, words)])
