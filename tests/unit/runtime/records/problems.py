"""Problems records answer bad input with: told clearly, and nothing has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dougong.platform.problems import Problem
from tests.unit.runtime.desk import Desk

# What a case needs at least.
GOOD: dict[str, Any] = {"title": "one"}


@contextmanager
def nothing_changes(desk: Desk, kind: type[Problem]) -> Iterator[pytest.ExceptionInfo[Problem]]:
    """The problem is raised, and no table has a row more or less."""
    before = desk.counts()
    with pytest.raises(kind) as caught:
        yield caught
    assert desk.counts() == before
    for language in ("zh", "en"):
        assert caught.value.message.render(language).strip()


def paths(caught: pytest.ExceptionInfo[Problem]) -> dict[str, str]:
    """What is wrong, by field."""
    return {one.path: one.code for one in caught.value.fields}
