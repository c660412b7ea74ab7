"""Rules may warn: a person at a page reads it before the deed, and goes on or does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dougong.platform.problems import FieldProblem, Problem, Warned
from dougong.platform.texts import N_, Message
from dougong.platform.web import API_FIELD, PAGE_FIELD

READ = "_warned"


def ask_first(warnings: Sequence[FieldProblem], sent: Mapping[str, str]) -> None:
    """Raises Warned, so that nothing is done, unless the page says all of these rules were read."""
    read = set(sent.get(READ, "").split(","))
    if any(one.rule not in read for one in warnings):
        words = N_("Please look at this first; press once more to do it all the same")
        raise Warned(Message(words), warnings)


def rules_read(problem: Problem | None) -> str:
    """What the page sends along when it is pressed again: the rules it has shown."""
    if not isinstance(problem, Warned):
        return ""
    return ",".join(dict.fromkeys(one.rule or "" for one in problem.fields))


def wrong_password(problems: Sequence[FieldProblem], language: str) -> str:
    """What is wrong with the password somebody wanted to sign with."""
    found = (one for one in problems if one.path in (PAGE_FIELD, API_FIELD))
    return next((one.message.render(language) for one in found), "")
