"""The password field that signs, and signatures in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.problems import FieldProblem
from dougong.platform.texts import N_, Text, pick, translate
from dougong.runtime.pages.views.asking import wrong_password

_STANDINGS = {
    "valid": N_("The signature holds"),
    "changed": N_("The content has changed since the signature"),
    "broken": N_("What was signed is not what is kept"),
}


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


def signature_words(signature: Mapping[str, Any], at: str, language: str) -> str:
    """Who signed for what and when, and whether it holds; "" where nobody did."""
    if not signature:
        return ""
    return translate(
        N_("Signed by {name} for “{meaning}”, {time} · {stands}"),
        language,
        name=signature["name"],
        meaning=pick(signature["meaning"], language),
        time=at,
        stands=translate(_STANDINGS[signature["standing"]], language),
    )
