"""The house keeps its rules: no word of any trade below the packs, no code in packs, small files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("platform", "connectors", "runtime", "designer")
# Pure functions of the trade, registered for expressions; the one room where its words may stand.
TRADE = ROOT / "runtime" / "functions" / "quality"
NEVER = {"utils", "helpers", "common", "misc", "base", "manager", "core"}


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def test_there_is_something_to_look_at() -> None:
    assert len(sources(*PRODUCT)) > 200


def test_no_word_of_quality_or_purchasing_in_the_code() -> None:
    words = re.compile("iqc|inspection|supplier", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources("platform", "runtime", "connectors")
        if TRADE not in path.parents
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line)
    ]
    assert found == []


def imported(path: Path) -> set[str]:
    """Modules a file imports, wherever in it; names taken from a package count as modules too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_only_the_query_builder_and_ddl_know_the_form_tables() -> None:
    storage = ROOT / "platform" / "storage"
    allowed = {storage / "query", storage / "ddl", storage / "tables"}
    found = [
        str(path.relative_to(ROOT))
        for path in sources(*PRODUCT)
        if not allowed & set(path.parents)
        and any(name.startswith("dougong.platform.storage.tables") for name in imported(path))
    ]
    assert found == []


def test_fastapi_stands_at_the_door_only() -> None:
    doors = {"pages", "api", "web"}
    found = [
        str(path.relative_to(ROOT))
        for path in sources(*PRODUCT)
        if not doors & set(path.relative_to(ROOT).parts)
        and any(name.split(".")[0] in ("fastapi", "starlette") for name in imported(path))
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["packs", "templates", "tests/packs"])
def test_packs_and_templates_hold_no_python(folder: str) -> None:
    assert sources(folder) == []


def test_files_are_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(*PRODUCT)
        if "migrations" not in path.parts
    }
    assert {path: n for path, n in lengths.items() if n > 300} == {}


def test_files_have_names_that_say_something() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in sources(*PRODUCT, "tests")
        if NEVER & {path.stem.removeprefix("test_"), *path.relative_to(ROOT).parts[:-1]}
    ]
    assert found == []


def test_no_top_level_folder_is_a_package_of_its_own() -> None:
    assert [name for name in (*PRODUCT, "packs") if (ROOT / name / "__init__.py").exists()] == []
