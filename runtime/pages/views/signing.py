"""The password field that signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dougong.platform.problems import Problem
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick
from dougong.runtime.pages.views.asking import wrong_password


@dataclass(frozen=True)
class Signing:
    """What is signed for (`meaning`), what is wrong with the password; `dialog` begins its id."""

    meaning: str
    unsigned: str
    dialog: str = "sign"


def signing(
    tx: Transaction, form: str, steps: Iterable[str | None], problem: Problem | None
) -> Signing | None:
    """The field, where one of the transitions is signed."""
    known, language = tx.library.form(form).transitions, tx.actor.language
    found = [known[one].meaning for one in steps if one and one in known]
    words = " / ".join(dict.fromkeys(pick(one, language) for one in found if one))
    return Signing(words, wrong_password(problem, language)) if words else None
