"""The password field that signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.platform.problems import FieldProblem
from dougong.platform.texts import Text, pick
from dougong.runtime.pages.views.asking import wrong_password


@dataclass(frozen=True)
class Signing:
    """What is signed for (`meaning`), what is wrong with the password; `dialog` begins its id."""

    meaning: str
    unsigned: str
    dialog: str = "sign"


def signing(
    language: str,
    meaning: Text | None,
    problems: Sequence[FieldProblem],
    otherwise: Text | None = None,
) -> Signing | None:
    """The field where something is signed for; `otherwise` is what for, where that only turned out
    from what was sent."""
    wrong = wrong_password(problems, language)
    told = meaning or (otherwise if wrong else None)
    return Signing(pick(told, language), wrong) if told else None
