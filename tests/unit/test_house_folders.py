"""The folders are the package, and every room keeps to what it is for."""

from __future__ import annotations

import ast
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("platform", "connectors", "runtime", "designer")
FOLDERS = (*FLOORS, "templates", "packs")
# What async is for: reading bodies, faults of requests, the life of the server, headers, files.
ASYNC = {
    "platform/cli/quiet_server.py",
    "platform/web/application.py",
    "platform/web/bodies.py",
    "platform/web/headers.py",
    "platform/web/problems.py",
    "platform/web/static_files.py",
    "platform/web/uploads.py",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Name and tree of every module of the product."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Top names of what a module imports, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).split(".")[0])
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_top_folder_is_no_package_of_its_own(folder: str) -> None:
    assert not (ROOT / folder / "__init__.py").exists()
    link = ROOT / ".imports" / "dougong" / folder
    assert link.is_symlink() and os.readlink(link) == f"../../{folder}"


def test_the_standard_library_keeps_its_platform() -> None:
    assert not str(platform.__file__).startswith(str(ROOT))


def test_nothing_is_named_like_the_standard_library_but_platform() -> None:
    assert set(FOLDERS) & sys.stdlib_module_names == {"platform"}


@pytest.mark.parametrize("folder", ["packs", "templates", "tests/packs"])
def test_no_python_in_packs_and_templates(folder: str) -> None:
    assert list((ROOT / folder).rglob("*.py")) == []


def test_async_stays_where_the_server_needs_it() -> None:
    found = {
        name
        for name, tree in modules()
        if any(isinstance(node, ast.AsyncFunctionDef | ast.Await) for node in ast.walk(tree))
    }
    assert found == ASYNC


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("jsonschema", {"platform/definitions/validation.py"}),
        ("referencing", {"platform/definitions/validation.py"}),
        ("simpleeval", {"platform/expressions/explain.py"}),
    ],
)
def test_a_library_that_reads_foreign_text_has_one_home(library: str, home: set[str]) -> None:
    assert {name for name, tree in modules() if library in imported(tree)} == home


def test_no_word_of_quality_or_purchasing_below_the_packs() -> None:
    words = re.compile("iqc|inspection|supplier", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for floor in ("platform", "connectors", "runtime")
        for path in sorted((ROOT / floor).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line)
    ]
    assert found == []


def test_what_npm_brings_is_never_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "templates/static/vendor", "node_modules"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert listed.stdout == ""
