"""What the documentation names exists: files, targets, commands, rooms, and the checks of decisions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dougong.platform.cli.main import COMMANDS
from tests.unit.documents import DOCS, FENCE, PAGES, ROOT, name_of, text_of

DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
_TOP = "platform|connectors|runtime|designer|templates|packs|tests|docs|scripts|\\.imports|\\.ci"
_PATH = re.compile(rf"(?<![\w/.])((?:{_TOP})/[\w./-]*\w/?)")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_MADE = ("templates/static/vendor",)  # by `make setup`


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_files_that_are_named_exist(path: Path) -> None:
    words = FENCE.sub(lambda block: "" if block[1] == "json" else block[0], text_of(path))
    named = {one.rstrip("/.") for one in _PATH.findall(words)} - set(_MADE)
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []
    linked = _LINK.findall(words)
    assert [one for one in linked if not (path.parent / one).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_make_targets_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^(\w+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make (\w+)`|^make (\w+)$", text_of(path), re.MULTILINE)) <= {
        pair for one in targets for pair in ((one, ""), ("", one))
    }


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_that_are_named_exist(path: Path) -> None:
    known = {command.__name__.rpartition(".")[2] for command in COMMANDS}
    named = re.findall(r"(?:^|[$] |[$`/])dougong ([a-z]+)\b(?!=)", text_of(path), re.MULTILINE)
    assert set(named) <= known


@pytest.mark.parametrize("floor", ["platform", "connectors", "runtime", "designer"])
def test_every_room_stands_in_the_house(floor: str) -> None:
    section = text_of(DOCS / "house.md").partition(f"\n## {floor}/\n")[2].partition("\n## ")[0]
    rooms = {path.name for path in (ROOT / floor).iterdir() if any(path.glob("*.py"))}
    told = set(re.findall(r"\*\*(\w+)[/*]", section))
    assert rooms - told == set()
    modules = {path.stem for path in (ROOT / floor).glob("*.py")}
    folders = {path.name for path in (ROOT / floor).iterdir() if path.is_dir()}
    assert told - folders - modules == set()


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_names_checks_that_exist(path: Path) -> None:
    """`file`, `file::test`, `make target` or an import-linter contract in quotation marks."""
    text = text_of(path)
    for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**Check.**"):
        assert text.count(part) == 1, f"{path.name} has no {part}"
    checks = re.findall(r"`([^`]+)`", text.partition("**Check.**")[2])
    assert checks, f"{path.name} names no check"
    assert [one for one in checks if not exists(one)] == []


def exists(named: str) -> bool:
    if named.startswith("contract: "):
        settings = tomllib.loads(text_of(ROOT / "pyproject.toml"))
        contracts = settings["tool"]["importlinter"]["contracts"]
        return named.removeprefix("contract: ") in [one["name"] for one in contracts]
    if named.startswith("make "):
        return f"\n{named.removeprefix('make ')}:" in text_of(ROOT / "Makefile")
    file, _, test = named.partition("::")
    there = (ROOT / file).is_file()
    return there and (not test or f"def {test}(" in text_of(ROOT / file))


def test_decisions_are_numbered_and_listed() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", text_of(DOCS / "decisions" / "README.md"))
    assert listed == [path.name for path in DECISIONS]
