"""Every dependency is listed with its reason and its licence."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest

from tests.unit.documents import DOCS, ROOT, text_of


def listed_under(heading: str) -> list[tuple[str, str, str]]:
    """Name, why and licence of each row of a table of docs/dependencies.md."""
    section = (
        text_of(DOCS / "dependencies.md").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    )
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)
    return [(name, why.strip(), licence.strip()) for name, why, licence in rows]


def bare(requirement: str) -> str:
    return re.split(r"[\[<>=~! ]", requirement)[0]


def declared() -> dict[str, list[str]]:
    project: dict[str, Any] = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    browser = json.loads(text_of(ROOT / "package.json"))
    return {
        "Runtime": [bare(one) for one in project["project"]["dependencies"]],
        "Development": [bare(one) for one in project["dependency-groups"]["dev"]],
        "Browser": list(browser["dependencies"]),
        "Browser, tests only": list(browser["devDependencies"]),
    }


@pytest.mark.parametrize("heading", list(declared()))
def test_every_dependency_is_listed_with_its_reason_and_licence(heading: str) -> None:
    listed = listed_under(heading)
    assert [name for name, _, _ in listed] == declared()[heading]
    assert all(why and licence for _, why, licence in listed)
