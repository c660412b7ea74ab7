"""One family of answers to what cannot be done."""

from __future__ import annotations

import pytest

from dougong.platform import problems
from dougong.platform.problems import FieldProblem, Problem
from dougong.platform.texts import Message

STATUS = {
    "Busy": 503, "Conflict": 409, "Forbidden": 403, "Invalid": 422, "Malformed": 400,
    "NotFound": 404, "PageOutdated": 403, "Refused": 422, "Stale": 412, "TooLarge": 413, "TooMany": 429,
    "Unauthenticated": 401, "Warned": 409, "WrongMediaType": 415,
}  # fmt: skip


@pytest.mark.parametrize(("name", "status"), STATUS.items())
def test_each_has_its_status_and_a_word_of_its_own(name: str, status: int) -> None:
    kind: type[Problem] = getattr(problems, name)
    assert issubclass(kind, Problem) and kind.status == status
    assert kind.code not in {getattr(problems, other).code for other in STATUS if other != name}


def test_none_is_forgotten() -> None:
    kinds = {name for name in problems.__all__ if name not in ("Problem", "FieldProblem")}
    assert kinds == set(STATUS)


def test_a_problem_names_fields_and_reasons() -> None:
    message = Message("wrong: {what}", {"what": "x"})
    one = FieldProblem("quantity", "min", message).under("2").under("lines")
    assert one == FieldProblem("lines.2.quantity", "min", message)
    assert str(problems.Invalid(Message("No"), [one])) == "No lines.2.quantity: wrong: x"
