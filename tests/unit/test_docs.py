"""What the documentation says is so: examples run, tables are complete, names exist."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dougong.platform.definitions import Library, check, read, write
from dougong.platform.expressions import (
    Evaluation,
    Scope,
    Type,
    compile_expression,
    functions_by_name,
)
from dougong.platform.expressions.functions.documentation import table
from dougong.platform.publishing import install
from dougong.platform.storage import Actor, Cause, Rights, Storage
from dougong.platform.storage.query import Query, page

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WORKED_OUT = re.compile(r"`([^`]+)` → `([^`]+)`")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def definitions_of_the_docs() -> list[tuple[str, str]]:
    """Where it stands and text of every definition shown as an example."""
    blocks = [(name_of(path), FENCE.findall(text_of(path))) for path in PAGES]
    texts = [(where, text) for where, found in blocks for lang, _, text in found if lang == "json"]
    return [(where, text) for where, text in texts if '"kind":' in text]


def library_of_the_docs() -> Library:
    return Library(read(text, where) for where, text in definitions_of_the_docs())


def formulas() -> Iterator[tuple[str, str, str]]:
    """Kind of block, form and formula of every example in the pages on the language."""
    for path in (DOCS / "expressions.md", DOCS / "definitions.md"):
        for lang, form, text in FENCE.findall(text_of(path)):
            if lang in ("formula", "rule", "filter"):
                yield from ((lang, form, line) for line in text.splitlines() if line.strip())


# -- definitions -------------------------------------------------------------------


def test_example_definitions_check_clean() -> None:
    """They make a pack together: no error, and no warning either."""
    library = library_of_the_docs()
    assert {one.kind for one in library} >= {
        "form", "codes", "rule", "flow", "interface", "connector", "role", "list", "calendar",
        "notification", "pack",
    }  # fmt: skip
    assert [finding.render() for finding in check(library)] == []


@pytest.mark.parametrize(("where", "text"), definitions_of_the_docs())
def test_example_definitions_are_canonical(where: str, text: str) -> None:
    assert write(read(text, where)) == text


# -- formulas ----------------------------------------------------------------------


def scope_for(kind: str, form: str) -> Scope:
    names = {"old": Type("link", form)} if kind == "rule" else {}
    if "." in form:
        names["parent"] = Type("link", form.split(".")[0], optional=False)
    return Scope(library_of_the_docs().schema, form, names)


@pytest.mark.parametrize(("kind", "form", "source"), list(formulas()))
def test_example_formulas_check(kind: str, form: str, source: str) -> None:
    found = compile_expression(source, scope_for(kind, form)).checked.type
    assert found.kind == "boolean" or kind == "formula"


@pytest.mark.parametrize("path", [DOCS / "expressions.md"], ids=name_of)
def test_what_a_formula_is_said_to_give_it_gives(path: Path) -> None:
    said = [pair for pair in WORKED_OUT.findall(text_of(path)) if pair[1] != "…"]
    assert len(said) > 40
    wrong = [(source, value) for source, value in said if not gives(source, value)]
    assert wrong == []


def gives(source: str, shown: str) -> bool:
    value = compile_expression(source, Scope(Library().schema))({}, Evaluation(NOW))
    if shown in ("true", "false", "empty"):
        return value is {"true": True, "false": False, "empty": None}[shown]
    if shown.startswith("'"):
        return bool(value == shown.strip("'"))
    if isinstance(value, date):
        return value.isoformat() == shown
    return isinstance(value, Decimal | int) and Decimal(value) == Decimal(shown)


def test_example_filters_run_in_the_database(sqlite_url: str, tmp_path: Path) -> None:
    for definition in library_of_the_docs():
        target = tmp_path / "pack" / f"{definition.id}.{definition.kind}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(write(definition), encoding="utf-8")
    everybody = Actor.for_service("docs")
    assert everybody.rights == Rights(everything=True)
    storage = Storage(sqlite_url)
    with storage.write(everybody, Cause("import", "docs")) as tx:
        install(tx, tmp_path / "pack")
    filters = [(form, source) for kind, form, source in formulas() if kind == "filter"]
    assert filters
    with storage.read(everybody) as tx:
        for form, source in filters:
            assert page(tx, Query(form, source)).records == []
    storage.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_functions_is_the_registry(language: str) -> None:
    """Whoever adds a function runs `python tests/unit/test_docs.py` to renew the page."""
    start, end = f"<!-- functions:{language} -->\n", f"<!-- /functions:{language} -->"
    shown = text_of(DOCS / "expressions.md").partition(start)[2].partition(end)[0]
    assert shown == table(functions_by_name(), language)


# -- names -------------------------------------------------------------------------

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
    from dougong.platform.cli.main import COMMANDS

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


# -- decisions ---------------------------------------------------------------------


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


# -- dependencies ------------------------------------------------------------------


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


def renew() -> None:
    """Write the tables of functions into docs/expressions.md anew."""
    target = DOCS / "expressions.md"
    text = text_of(target)
    for language in ("zh", "en"):
        start, end = f"<!-- functions:{language} -->\n", f"<!-- /functions:{language} -->"
        before, _, rest = text.partition(start)
        text = before + start + table(functions_by_name(), language) + end + rest.partition(end)[2]
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
