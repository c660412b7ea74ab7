"""The house keeps its rules: small files with names that say something."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("platform", "connectors", "runtime", "designer")
NEVER = {"utils", "helpers", "common", "misc", "base", "manager", "core"}


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def test_there_is_something_to_look_at() -> None:
    assert len(sources(*PRODUCT)) > 200


def test_files_are_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(*PRODUCT)
        if "migrations" not in path.parts
    }
    assert {path: n for path, n in lengths.items() if n > 220} == {}


def test_files_have_names_that_say_something() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in sources(*PRODUCT, "tests")
        if NEVER & {path.stem.removeprefix("test_"), *path.relative_to(ROOT).parts[:-1]}
    ]
    assert found == []
